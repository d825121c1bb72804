import { afterEach, beforeEach, expect, test } from 'vitest';
import { message, orderRow, progressRow, told } from '../orders/rows.ts';
import { startInventory, type StartedInventory } from './startInventory.ts';

let backend: StartedInventory;

beforeEach(async () => {
  backend = await startInventory();
  await backend.put(orderRow());
});
afterEach(() => backend.close());

const accepted = message('ORDER_PAYMENT_ACCEPTED_EVENT', told({ status: 'PAYMENT_ACCEPTED', stock: 'HELD' }));
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
