import { createWriteTransaction } from 'electrodb';
import { sameLines } from '../../model/orders/lines.ts';
import type { PlaceOrder } from '../../model/orders/messages.ts';
import type { Order } from '../../model/orders/Order.ts';
import { canceledError, failedCondition, type Reason } from '../platform/transact.ts';
import type { Instant } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { createOrder } from './createOrder.ts';
import { entities } from './entities.ts';

/** Stores an order as CREATED with its event. The same order again changes nothing; another of its id is refused. */
export const storeOrder = async (placed: PlaceOrder, now: Instant) => {
  const { canceled, data } = await createWriteTransaction(entities, (writes) => [
    ...createOrder(writes, placed, now),
  ]).go();
  return canceled ? explain(placed, data) : 'created';
};

const explain = (placed: PlaceOrder, reasons: readonly Reason[]) => {
  const [order, event] = reasons;
  if (failedCondition(order)) return compare(placed, order?.item as Order);
  if (failedCondition(event)) throw new PermanentError('StateConflict', 'There is an event, and no order');
  throw canceledError(reasons);
};

const compare = ({ orderId, userId, lines }: PlaceOrder, stored: Order) => {
  if (stored.userId === userId && sameLines(stored.lines, lines)) return 'duplicate';
  throw new PermanentError('OrderConflict', `There is another order ${orderId}`);
};
