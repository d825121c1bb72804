import { afterEach, beforeEach, expect, test } from 'vitest';
import { testCall } from '../../support/serveActions.ts';
import { invoke } from '../startBackend.ts';
import { eventRow, lines, orderRow, placed, rawRow } from './rows.ts';
import { startSync, type StartedSync } from './startSync.ts';

let backend: StartedSync;

beforeEach(async () => {
  backend = await startSync();
});
afterEach(() => backend.close());

const PLACED = 'ORDER_PLACED_EVENT';
const asked = { orderId: 'order-1', userId: 'user-1', lines };
const done = { batchItemFailures: [] };

test('an order that a raw event places is created with its event, and the raw event is applied', async () => {
  expect(await backend.happen(PLACED, asked)).toEqual(done);

  const [created, taken, order, ...others] = await backend.rows();
  expect(others).toEqual([]);
  expect(order).toMatchObject({
    ...orderRow(),
    createdOn: expect.any(String),
    gsi1sk: expect.any(String),
    gsi2sk: expect.any(String),
  });
  expect(created).toMatchObject({
    eventName: 'ORDER_CREATED_EVENT',
    applied: true,
    eventData: { ...asked, status: 'CREATED', amountCents: 29_898 },
  });
  expect(taken).toMatchObject({
    eventName: PLACED,
    applied: true,
    eventData: { ...asked, amountCents: 29_898 },
  });
  expect(taken!.ttl).toBe(created!.ttl);
});

test('an order that a raw event places may have decimal prices', async () => {
  const priced = lines.map(({ sku, units, priceCents }) => ({ sku, units, price: priceCents / 100 }));
  await backend.happen(PLACED, { ...asked, lines: priced });
  expect(await backend.rowAt('ORDER')).toMatchObject({ lines, amountCents: 29_898 });
});

test('a raw event cannot say that the catalogue has its price', async () => {
  const forged = { productId: 'product-1', productVersion: 1, storeId: 'store-1' };
  await backend.happen(PLACED, { ...asked, lines: lines.map((line) => ({ ...line, ...forged })) });
  const [created, taken, order] = await backend.rows();
  expect(order!.lines).toEqual(lines);
  for (const { eventData } of [created!, taken!]) expect(eventData.lines).toEqual(lines);
});

test('an order that a raw event places is one order however often it is delivered', async () => {
  await backend.happen(PLACED, asked);
  const before = await backend.rows();
  for (const _again of [2, 3]) expect(await backend.tell(PLACED, asked)).toEqual(done);
  expect(await backend.rows()).toEqual(before);
});

test.each([
  ['another person', { userId: 'user-2' }],
  ['other lines', { lines: [{ sku: 'chair', units: 1, priceCents: 1 }] }],
])('a message that names %s than the stored event places what is stored', async (_what, says) => {
  await backend.put(rawRow(PLACED, asked));
  await backend.tell(PLACED, { ...asked, ...says });
  expect(await backend.rowAt('ORDER')).toMatchObject({ userId: 'user-1', lines, amountCents: 29_898 });
});

test('a message that names lines where the stored event has none is a dead letter', async () => {
  await backend.put(rawRow(PLACED, { orderId: 'order-1' }));
  const before = await backend.rows();
  expect(await backend.tell(PLACED, asked)).toEqual(done);
  expect(await backend.rows()).toEqual(before);
  expect(await backend.deadLetters()).toMatchObject([
    { MessageAttributes: { ErrorCode: { StringValue: 'InvalidArgument' } } },
  ]);
});

test.each([PLACED, 'ORDER_CANCELED_EVENT'])(
  'an %s with a number that JavaScript does not hold is applied like any other',
  async (eventName) => {
    const { tableActions } = backend;
    if (eventName !== PLACED) await backend.put(orderRow());
    const row = rawRow(eventName, asked);
    await backend.put(row);
    await tableActions['UpdateItem']!(
      {
        TableName: 'table',
        Key: { pk: { S: row.pk }, sk: { S: row.sk } },
        UpdateExpression: 'SET eventData.huge = :huge',
        ExpressionAttributeValues: { ':huge': { N: '12345678901234567.5' } },
      },
      testCall,
    );
    expect(await backend.tell(eventName, asked)).toEqual(done);
    expect(await backend.deadLetters()).toEqual([]);
    expect(await backend.rowAt(row.sk)).toMatchObject({ applied: true });
  },
);

test('a raw placing changes nothing where there is an order, whatever its content', async () => {
  await backend.put(orderRow({ userId: 'user-2' }), rawRow(PLACED, asked));
  const before = await backend.rows();
  expect(await backend.tell(PLACED, asked)).toEqual(done);
  expect(await backend.rows()).toEqual(before);
});

test('an order that is placed both by a request and by a raw event is one order', async () => {
  const { handler: place } = await import('../../../lambda-fns/orders/placeOrder.ts');
  await backend.happen(PLACED, asked);
  await backend.send(placed());
  expect(await invoke(place, await backend.receiveEvent())).toEqual(done);
  expect(await backend.deadLetters()).toEqual([]);
  expect((await backend.rows()).filter(({ sk }) => sk === 'ORDER')).toHaveLength(1);
});

test('a raw placing of an order that has an event and no row is a dead letter', async () => {
  await backend.put(eventRow(), rawRow(PLACED, asked));
  const before = await backend.rows();
  expect(await backend.tell(PLACED, asked)).toEqual(done);
  expect(await backend.rows()).toEqual(before);
  expect(await backend.deadLetters()).toMatchObject([
    {
      MessageAttributes: {
        ErrorCode: { StringValue: 'StateConflict' },
        FailingStep: { StringValue: 'syncOrder' },
        Reason: { StringValue: 'There is an event, and no order' },
      },
    },
  ]);
});

test('a raw placing of an order that is stored meanwhile leaves that order as it is', async () => {
  const { TransactWriteItems } = backend.tableActions;
  backend.tableActions.TransactWriteItems = async (input, call) => {
    backend.tableActions.TransactWriteItems = TransactWriteItems!;
    await backend.put(orderRow({ userId: 'user-2' }), eventRow({ userId: 'user-2' }));
    return TransactWriteItems!(input, call);
  };
  expect(await backend.happen(PLACED, asked)).toEqual(done);
  expect(await backend.rowAt('ORDER')).toMatchObject({ userId: 'user-2' });
  expect(await backend.deadLetters()).toEqual([]);
});
