import { createWriteTransaction } from 'electrodb';
import { orderEventOf } from '../../model/orders/events.ts';
import type { Order } from '../../model/orders/Order.ts';
import type { OrderState } from '../../model/orders/states.ts';
import { canceledError, failedCondition, type Reason } from '../platform/transact.ts';
import { environment } from '../platform/environment.ts';
import { moveOrder, type Standing } from '../platform/moveOrder.ts';
import type { Instant } from '../platform/now.ts';
import { entities } from './entities.ts';
import { takeIn } from './takeIn.ts';

/**
 * Moves an order as a raw event says, if it stands where it was read, and takes the event in with what is
 * true of the order now. Its units stay where they are.
 */
export const moveRaw = async (order: Order, from: Standing, status: OrderState, now: Instant) => {
  const { orderId, userId, amountCents } = order;
  const told = {
    orderId,
    userId,
    amountCents,
    reason: '',
    stock: from.stock ?? '',
    updatedOn: now.iso,
  } as const;
  const to = { ...told, status };
  const { canceled, data } = await createWriteTransaction(entities, (writes) => [
    moveOrder(writes.OrderProgress, from, to),
    takeIn(writes, orderEventOf(to, now.seconds, environment.EVENT_TTL_DAYS)),
  ]).go();
  return canceled ? explain(data) : status;
};

const explain = (reasons: readonly Reason[]) => {
  if (reasons.some(failedCondition)) return 'movedOn';
  throw canceledError(reasons);
};
