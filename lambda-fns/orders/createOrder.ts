import type { TransactWriteEntities } from 'electrodb';
import { amountOf } from '../../model/orders/lines.ts';
import type { PlaceOrder } from '../../model/orders/messages.ts';
import { announceOrder } from '../platform/moveOrder.ts';
import type { Instant } from '../platform/now.ts';
import type { entities } from './entities.ts';

/** A transaction's writes, by entity. */
export type Writes = TransactWriteEntities<typeof entities>;

/** An order, if its id is free, and the event of its creation: what allocation will take from stock. */
export const createOrder = ({ Order, OrderEvent }: Writes, placed: PlaceOrder, now: Instant) => {
  const { orderId, userId, lines, placedOn } = placed;
  const amountCents = amountOf(lines);
  const told = { orderId, userId, lines, amountCents };
  return [
    Order.create({ ...told, createdOn: placedOn }).commit({ response: 'all_old' }),
    announceOrder(OrderEvent, { ...told, status: 'CREATED', reason: '', stock: '', updatedOn: now.iso }, now),
  ] as const;
};
