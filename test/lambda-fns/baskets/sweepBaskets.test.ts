import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { basketKey, openBasketIndexKeys, openBasketKey } from '../../../model/baskets/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { invoke, startBackend, type Backend } from '../startBackend.ts';

let backend: Backend;
let handler: SQSHandler;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/baskets/sweepBaskets.ts'));
});
afterEach(() => backend.close());

const past = '2020-01-15T00:00:00.000Z';
const future = '2100-01-15T00:00:00.000Z';

/** A person's basket, and its claim where it is open. */
const basketRows = (id: string, expiresOn: string, status = 'OPEN') => [
  {
    ...basketKey(id),
    ...entityMetadata('Basket'),
    ...(status === 'OPEN' ? openBasketIndexKeys(id, expiresOn) : {}),
    id,
    userId: `user-${id}`,
    status,
    items: { 'SKU#lamp': 1 },
    version: 2,
    createdOn: '2020-01-01T00:00:00.000Z',
    updatedOn: '2020-01-01T00:00:00.000Z',
    expiresOn,
  },
  ...(status === 'OPEN' ? [claimRow(id)] : []),
];

const claimRow = (basketId: string, userId = `user-${basketId}`) => ({
  ...openBasketKey(userId),
  ...entityMetadata('OpenBasket'),
  userId,
  basketId,
});

const sweep = async () => {
  await backend.send({ sweep: 'baskets' });
  return invoke(handler, await backend.receiveEvent());
};
const rowsAt = async (sk: string) => (await backend.rows()).filter((row) => row.sk.startsWith(sk));
const baskets = async () => (await rowsAt('BASKET')).filter(({ pk }) => pk.startsWith('BASKET#'));

test('a basket whose time has passed expires with its event, and its person may start another', async () => {
  await backend.put(...basketRows('late', past), ...basketRows('new', future));
  expect(await sweep()).toEqual({ batchItemFailures: [] });
  const [late, fresh] = await baskets();
  expect(late).toMatchObject({ id: 'late', status: 'EXPIRED', items: { 'SKU#lamp': 1 }, version: 2 });
  expect(late).not.toHaveProperty('gsi1pk');
  expect(late).not.toHaveProperty('gsi1sk');
  expect(fresh).toMatchObject({ id: 'new', status: 'OPEN', gsi1pk: 'BASKETS#OPEN' });
  expect(await rowsAt('EVENT#')).toMatchObject([
    {
      pk: 'BASKET#late',
      eventName: 'BASKET_EXPIRED_EVENT',
      applied: true,
      eventData: { basketId: 'late', userId: 'user-late', status: 'EXPIRED' },
    },
  ]);
  expect((await rowsAt('BASKET')).map(({ pk }) => pk)).toEqual([
    'BASKET#late',
    'BASKET#new',
    'USER#user-new',
  ]);
});

test('another sweep, and a message that is delivered again, change nothing', async () => {
  await backend.put(...basketRows('late', past));
  await sweep();
  const before = await backend.rows();
  await sweep();
  expect(await backend.rows()).toEqual(before);
});

test('what the person has started since stays claimed', async () => {
  const [late] = basketRows('late', past);
  await backend.put(late!, claimRow('newer', 'user-late'));
  await sweep();
  expect(await rowsAt('BASKET')).toMatchObject([
    { status: 'EXPIRED' },
    { pk: 'USER#user-late', basketId: 'newer' },
  ]);
});

test.each([
  ['is checked out', basketRows('late', past, 'CHECKED_OUT')],
  ['is kept for longer', basketRows('late', future)],
])('a basket that %s between reading and ending stays so', async (_what, rows) => {
  await backend.put(...basketRows('late', past));
  const { TransactWriteItems } = backend.tableActions;
  backend.tableActions.TransactWriteItems = async (input, call) => {
    await backend.put(...rows);
    return TransactWriteItems!(input, call);
  };
  expect(await sweep()).toEqual({ batchItemFailures: [] });
  expect(await baskets()).toEqual([rows[0]]);
  expect(await rowsAt('EVENT#')).toEqual([]);
});

test('a basket that cannot be ended does not keep the others, and the sweep is tried again', async () => {
  await backend.put(...basketRows('bad', past), ...basketRows('good', past));
  const { TransactWriteItems } = backend.tableActions;
  backend.tableActions.TransactWriteItems = async (input: any, call) => {
    if (JSON.stringify(input).includes('BASKET#bad'))
      throw new AwsError('InternalServerError', 'broken', { status: 500 });
    return TransactWriteItems!(input, call);
  };
  expect((await sweep()).batchItemFailures).toHaveLength(1);
  expect(await baskets()).toMatchObject([{ status: 'OPEN' }, { id: 'good', status: 'EXPIRED' }]);
});

test('of more than 500 one message ends 500, and sends another for the rest', async () => {
  const rows = Array.from({ length: 501 }, (_, index) => basketRows(`b-${index}`, past)[0]!);
  await backend.put(...rows);
  await sweep();
  const open = async () => (await baskets()).filter(({ status }) => status === 'OPEN').length;
  expect(await open()).toBe(1);
  expect(await invoke(handler, await backend.receiveEvent())).toEqual({ batchItemFailures: [] });
  expect(await open()).toBe(0);
});
