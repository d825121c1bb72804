import type { TransactWriteEntities } from 'electrodb';
import { basketEventSchema } from '../../../model/baskets/BasketEvent.ts';
import { amountOf } from '../../../model/orders/lines.ts';
import type { PlaceOrder } from '../../../model/orders/messages.ts';
import { orderSchema } from '../../../model/orders/Order.ts';
import { orderEventSchema } from '../../../model/orders/OrderEvent.ts';
import { orderProgressSchema } from '../../../model/orders/OrderProgress.ts';
import { bindEntity } from '../../platform/bindEntity.ts';
import { PermanentError } from '../../platform/errors.ts';
import { announceOrder } from '../../platform/moveOrder.ts';
import type { Instant } from '../../platform/now.ts';
import type { TransactionItem } from '../../platform/transact.ts';

/** The rows of an order, and what is announced with it. */
export const entities = {
  BasketEvent: bindEntity(basketEventSchema),
  Order: bindEntity(orderSchema),
  OrderEvent: bindEntity(orderEventSchema),
  OrderProgress: bindEntity(orderProgressSchema),
};

/** A transaction's writes, by entity. */
export type Writes = TransactWriteEntities<typeof entities>;

/**
 * Creates an order, if its id is free, and the event of its creation, which says what allocation is to take
 * from stock. `ifTaken` says what it comes to that there is an order of this id, which it is given.
 */
export const createOrder = <Outcome>(
  writes: Writes,
  placed: PlaceOrder,
  now: Instant,
  ifTaken: (stored: unknown) => Outcome | PermanentError,
): TransactionItem<Outcome>[] => {
  const { orderId, userId, lines, placedOn, deliverTo, flow } = placed;
  const order = { orderId, userId, lines, amountCents: amountOf(lines), ...(flow && { flow }) };
  const event = { ...order, status: 'CREATED', reason: '', stock: '', updatedOn: now.iso } as const;
  return [
    {
      write: writes.Order.create({ ...order, ...(deliverTo && { deliverTo }), createdOn: placedOn }).commit({
        response: 'all_old',
      }),
      onConditionFailed: ifTaken,
    },
    {
      write: announceOrder(writes, event, now),
      onConditionFailed: () => new PermanentError('StateConflict', 'There is an event, and no order'),
    },
  ];
};
