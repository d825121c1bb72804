import { afterEach, beforeEach, expect, test } from 'vitest';
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

test('an order that was placed raw is created with its event, and its placing is taken in', async () => {
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

test('an order that was placed raw may say its prices as decimals', async () => {
  const priced = lines.map(({ sku, units, priceCents }) => ({ sku, units, price: priceCents / 100 }));
  await backend.happen(PLACED, { ...asked, lines: priced });
  expect(await backend.rowAt('ORDER')).toMatchObject({ lines, amountCents: 29_898 });
});

test('an order that was placed raw is one order however often it is delivered', async () => {
  await backend.happen(PLACED, asked);
  const before = await backend.rows();
  for (const _again of [2, 3]) expect(await backend.tell(PLACED, asked)).toEqual(done);
  expect(await backend.rows()).toEqual(before);
});

test('an order that was placed raw changes nothing where there is an order, of whatever content', async () => {
  await backend.put(orderRow({ userId: 'user-2' }), rawRow(PLACED, asked));
  const before = await backend.rows();
  expect(await backend.tell(PLACED, asked)).toEqual(done);
  expect(await backend.rows()).toEqual(before);
});

test('a placed order that meets its own raw placing is one order', async () => {
  const { handler: place } = await import('../../../lambda-fns/orders/placeOrder.ts');
  await backend.happen(PLACED, asked);
  await backend.send(placed());
  expect(await invoke(place, await backend.receiveEvent())).toEqual(done);
  expect(await backend.deadLetters()).toEqual([]);
  expect((await backend.rows()).filter(({ sk }) => sk === 'ORDER')).toHaveLength(1);
});

test('an order that was placed raw, of which there is an event and no order, is a dead letter', async () => {
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

test('an order that was placed raw, and stored by another just before, is that one', async () => {
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
