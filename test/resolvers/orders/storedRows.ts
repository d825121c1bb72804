import { Order } from '../../../model/orders/Order.ts';
import { OrderEvent } from '../../../model/orders/OrderEvent.ts';
import { OrderProgress } from '../../../model/orders/OrderProgress.ts';
import { Payment } from '../../../model/payments/Payment.ts';

/** Rows as the functions write them. */
const itemOf = (write: { params(options: { table: string }): { Item?: object } }) =>
  write.params({ table: 'table' }).Item!;

export const placedOn = '2030-05-01T08:00:00.000Z';
export const lines = [
  { sku: 'lamp', units: 2, priceCents: 1999 },
  { sku: 'desk', units: 1, priceCents: 10_001 },
];
export const amountCents = 13_999;

/** An order of `tenant-1`, unless said otherwise. */
export const order = (orderId: string, changes: Partial<Order> = {}) =>
  itemOf(Order.put({ orderId, userId: 'tenant-1', lines, amountCents, createdOn: placedOn, ...changes }));

export const progress = (orderId: string, changes: Partial<OrderProgress> = {}) =>
  itemOf(OrderProgress.put({ orderId, status: 'STOCK_ALLOCATED', updatedOn: placedOn, ...changes }));

export const event = (orderId: string, eventName: string, eventData: unknown, applied = true) =>
  itemOf(OrderEvent.put({ orderId, eventName, eventData, applied, ttl: 1_900_000_000 }));

export const payment = (orderId: string, changes: Partial<Payment> = {}) =>
  itemOf(
    Payment.put({
      subject: 'EVENTS#ORDER_ID',
      subjectId: orderId,
      attempt: 1,
      paymentId: `order:${orderId}`,
      userId: 'tenant-1',
      paymentStatus: 'PAYMENT_ACCEPTED',
      paymentRetries: 0,
      amountCents,
      heldUntil: placedOn,
      createdOn: placedOn,
      updatedOn: placedOn,
      ...changes,
    }),
  );
