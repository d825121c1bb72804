import { marshall } from '@aws-sdk/util-dynamodb';
import { orderEventOf, placedEventOf, type OrderEventData } from '../../../model/orders/events.ts';
import {
  allOrdersKey,
  orderEventKey,
  orderKey,
  orderSortPrefix,
  orderProgressKey,
  userOrdersKey,
} from '../../../model/orders/keys.ts';
import { amountOf } from '../../../model/orders/lines.ts';
import { entityMetadata } from '../../../model/table.ts';
import type { Row } from '../startBackend.ts';

export const placedOn = '2030-01-01T00:00:00.000Z';

export const lines = [
  { sku: 'chair', units: 2, priceCents: 4_999 },
  { sku: 'table', units: 1, priceCents: 19_900 },
];

/** What placeOrder queues. */
export const placed = (changes: Row = {}) => ({
  orderId: 'order-1',
  userId: 'user-1',
  lines,
  placedOn,
  ...changes,
});

/** The claim on an order's id: the event of its placing, as `placeOrder` writes it before it queues the order. */
export const claimRow = (changes: Row = {}): Row => {
  const { orderId, userId, lines, placedOn } = placed(changes);
  const eventData = { orderId, userId, lines, amountCents: amountOf(lines), updatedOn: placedOn };
  const event = placedEventOf(eventData, 0, 30);
  return { ...orderEventKey(orderId, event.eventName), ...entityMetadata('OrderEvent'), ...event };
};

/** A stored order. */
export const orderRow = (changes: Row = {}): Row => {
  const { orderId, userId, lines, placedOn } = placed(changes);
  return {
    ...orderKey(orderId),
    ...entityMetadata('Order'),
    gsi1pk: userOrdersKey(userId),
    gsi1sk: `${orderSortPrefix}${placedOn}#${orderId}`,
    gsi2pk: allOrdersKey,
    gsi2sk: `${orderSortPrefix}${placedOn}#${orderId}`,
    orderId,
    userId,
    lines,
    amountCents: amountOf(lines),
    createdOn: placedOn,
    ...(changes['flow'] && { flow: changes['flow'] }),
  };
};

/** How far it has come, beyond CREATED. */
export const progressRow = (status: string, changes: Row = {}): Row => ({
  ...orderProgressKey('order-1'),
  ...entityMetadata('OrderProgress'),
  orderId: 'order-1',
  status,
  updatedOn: placedOn,
  ...changes,
});

/** What an event of it tells. */
export const orderEventData = (changes: Partial<OrderEventData> = {}): OrderEventData => ({
  orderId: 'order-1',
  userId: 'user-1',
  status: 'CREATED',
  reason: '',
  stock: '',
  amountCents: amountOf(lines),
  updatedOn: placedOn,
  ...changes,
});

/** The row of such an event, as ours are. */
export const eventRow = (changes: Partial<OrderEventData> = {}): Row => {
  const event = orderEventOf(orderEventData(changes), 0, 30);
  return { ...orderEventKey(event.orderId, event.eventName), ...entityMetadata('OrderEvent'), ...event };
};

/** A row that `simulateRawEvent` wrote. */
export const rawRow = (eventName: string, eventData: object, orderId = 'order-1'): Row => ({
  ...orderEventKey(orderId, eventName),
  eventName,
  eventData,
  applied: false,
  ttl: 1,
});

/** An event as a rule hands it to a queue: its data in DynamoDB's JSON. */
export const message = (eventName: string, eventData: object, applied = true) => ({
  version: '0',
  source: 'frontdesk',
  'detail-type': eventName,
  detail: { eventName, applied, eventData: marshall(eventData, { removeUndefinedValues: true }) },
});
