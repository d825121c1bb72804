import { afterEach, beforeEach, expect, test } from 'vitest';
import { lines, message, orderEventData, orderRow, progressRow } from '../orders/rows.ts';
import { skuRow } from './rows.ts';
import { startInventory, type StartedInventory } from './startInventory.ts';

let backend: StartedInventory;
beforeEach(async () => {
  backend = await startInventory();
});
afterEach(() => backend.close());

const flow = 'SAGA';
const { amountCents } = orderRow();

test.each([
  {
    worker: 'allocateOrderStock',
    message: message('ORDER_CREATED_EVENT', orderEventData({ lines, amountCents })),
    rows: [],
  },
  {
    worker: 'completeOrderPaymentAccepted',
    message: message('ORDER_PAYMENT_ACCEPTED_EVENT', orderEventData()),
    rows: [progressRow('PAYMENT_ACCEPTED', { stock: 'HELD', flow })],
  },
  {
    worker: 'deallocateOrderPaymentRejected',
    message: message('ORDER_PAYMENT_REJECTED_EVENT', orderEventData()),
    rows: [progressRow('PAYMENT_REJECTED', { stock: 'HELD', flow })],
  },
  {
    worker: 'compensateCanceledOrder',
    message: message('ORDER_CANCELED_EVENT', orderEventData()),
    rows: [progressRow('CANCELED', { stock: 'SOLD', flow })],
  },
] as const)('$worker leaves an order of a saga alone, whoever wrote the message', async (given) => {
  await backend.put(orderRow({ flow }), skuRow('chair', 9), skuRow('table', 9), ...given.rows);
  const before = await backend.rows();

  await backend.consume(given.worker, given.message);

  expect(await backend.rows()).toEqual(before);
  expect(await backend.deadLetters()).toMatchObject([
    {
      MessageAttributes: {
        ErrorCode: { StringValue: 'StateConflict' },
        Reason: { StringValue: 'Order order-1 is led by its saga' },
      },
    },
  ]);
});
