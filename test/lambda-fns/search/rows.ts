import { apartmentKey } from '../../../model/apartments/keys.ts';
import { Order } from '../../../model/orders/Order.ts';
import { OrderProgress } from '../../../model/orders/OrderProgress.ts';
import type { OrderState } from '../../../model/orders/states.ts';
import { OrderCard } from '../../../model/search/OrderCard.ts';
import { entityMetadata } from '../../../model/table.ts';
import type { Row } from '../startBackend.ts';

/** Rows as the functions write them. */
const itemOf = (write: { params(options: { table: string }): { Item?: object } }): Row =>
  write.params({ table: 'table' }).Item!;

export const placedOn = '2030-01-01T00:00:00.000Z';

export const order = (orderId: string, changes: Partial<Order> = {}): Order => ({
  orderId,
  userId: 'user-1',
  lines: [{ sku: 'chair', units: 2, priceCents: 4_999, storeId: 'lobby' }],
  amountCents: 9_998,
  createdOn: placedOn,
  ...changes,
});

export const orderRow = (orderId: string, changes: Partial<Order> = {}) =>
  itemOf(Order.put(order(orderId, changes)));

export const progressRow = (orderId: string, status: OrderState) =>
  itemOf(OrderProgress.put({ orderId, status, updatedOn: placedOn }));

export const cardRow = (
  orderId: string,
  phase: OrderCard['phase'],
  changes: Partial<Omit<OrderCard, 'flow'>> = {},
) => itemOf(OrderCard.put({ ...order(orderId), phase, buildingId: '', ...changes }));

/** An apartment, as far as cards look into it. */
export const apartmentRow = (id: string, buildingId: string): Row => ({
  ...apartmentKey(id),
  ...entityMetadata('Apartment'),
  id,
  buildingId,
});

/** The event that an order reached a status, as its rule queues it. */
export const moved = (orderId: string, eventName: string, data: Row = {}) => ({
  detail: { eventName, applied: true, eventData: { orderId: { S: orderId }, ...data } },
});
