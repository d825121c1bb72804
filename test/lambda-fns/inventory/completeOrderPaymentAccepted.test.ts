import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { message, orderRow, progressRow, orderEventData } from '../orders/rows.ts';
import { startInventory, type StartedInventory } from './startInventory.ts';

let backend: StartedInventory;

beforeEach(async () => {
  backend = await startInventory();
  await backend.put(orderRow());
});
afterEach(() => backend.close());

const accepted = message(
  'ORDER_PAYMENT_ACCEPTED_EVENT',
  orderEventData({ status: 'PAYMENT_ACCEPTED', stock: 'HELD' }),
);
const complete = () => backend.consume('completeOrderPaymentAccepted', accepted);

test.each(['PAYMENT_ACCEPTED', 'SHIPPED', 'DELIVERED'])(
  'what an order holds that is %s is sold, and nothing else of it changes',
  async (status) => {
    await backend.put(progressRow(status, { stock: 'HELD' }));
    for (const _delivery of [1, 2]) expect(await complete()).toEqual({ batchItemFailures: [] });
    expect(await backend.progress()).toEqual(progressRow(status, { stock: 'SOLD' }));
    expect(await backend.events()).toEqual([]);
  },
);

test.each([
  ['was canceled meanwhile', progressRow('CANCELED', { stock: 'HELD' })],
  ['gave its units back', progressRow('CANCELED', { stock: 'RETURNED' })],
  ['holds nothing', progressRow('PAYMENT_ACCEPTED')],
])('an order that %s sells nothing', async (_what, progress) => {
  await backend.put(progress);
  expect(await complete()).toEqual({ batchItemFailures: [] });
  expect(await backend.progress()).toEqual(progress);
  expect(await backend.deadLetters()).toEqual([]);
});

test.each([
  ['NotFound', 'that nobody moved', []],
  ['StateConflict', 'that is not paid for', [progressRow('STOCK_ALLOCATED', { stock: 'HELD' })]],
  ['StateConflict', 'whose payment was rejected', [progressRow('PAYMENT_REJECTED', { stock: 'HELD' })]],
])('is a dead letter, %s, of an order %s', async (code, _what, rows) => {
  await backend.put(...rows);
  const before = await backend.rows();
  expect(await complete()).toEqual({ batchItemFailures: [] });
  expect(await backend.rows()).toEqual(before);
  expect(await backend.deadLetters()).toMatchObject([
    { MessageAttributes: { ErrorCode: { StringValue: code } } },
  ]);
});

describe('where others write the same order', () => {
  test('its units are sold at once', async () => {
    await backend.put(progressRow('PAYMENT_ACCEPTED', { stock: 'HELD' }));
    const count = backend.contend(5);
    expect(await complete()).toEqual({ batchItemFailures: [] });
    expect(count.transactions).toBe(6);
    expect(await backend.progress()).toMatchObject({ stock: 'SOLD' });
  });

  test('or after a rest, when that was not enough', async () => {
    await backend.put(progressRow('PAYMENT_ACCEPTED', { stock: 'HELD' }));
    const count = backend.contend(6);
    expect((await complete()).batchItemFailures).toHaveLength(1);
    expect(count.transactions).toBe(6);
    expect(await backend.progress()).toMatchObject({ stock: 'HELD' });

    await backend.world.clock.advance(2_000);
    expect(await backend.consume('completeOrderPaymentAccepted')).toEqual({ batchItemFailures: [] });
    expect(await backend.progress()).toMatchObject({ stock: 'SOLD' });
  });
});
