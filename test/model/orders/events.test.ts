import { expect, test } from 'vitest';
import { orderEventNameOf, orderEventNames, orderEventOf } from '../../../model/orders/events.ts';
import { orderStatuses } from '../../../model/orders/states.ts';

test('every status has its event, in the order of the statuses', () => {
  expect(orderEventNames).toEqual(orderStatuses.map(orderEventNameOf));
  expect(orderEventNames).toEqual([
    'ORDER_CREATED_EVENT',
    'ORDER_STOCK_DEPLETED_EVENT',
    'ORDER_STOCK_ALLOCATED_EVENT',
    'ORDER_PAYMENT_REJECTED_EVENT',
    'ORDER_PAYMENT_ACCEPTED_EVENT',
    'ORDER_READY_EVENT',
    'ORDER_SHIPPED_EVENT',
    'ORDER_DELIVERED_EVENT',
    'ORDER_CANCELED_EVENT',
  ]);
});

test('an event of ours is named by its status, is applied, and is kept as long as it is said', () => {
  const eventData = {
    orderId: 'o-1',
    userId: 'u-1',
    status: 'SHIPPED' as const,
    reason: '',
    stock: 'SOLD' as const,
    amountCents: 100,
    updatedOn: '2030-01-01T00:00:00.000Z',
  };
  expect(orderEventOf(eventData, 1_000_000, 30)).toEqual({
    orderId: 'o-1',
    eventName: 'ORDER_SHIPPED_EVENT',
    eventData,
    applied: true,
    ttl: 1_000_000 + 30 * 86_400,
  });
});
