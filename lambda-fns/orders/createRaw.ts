import { createWriteTransaction } from 'electrodb';
import { placedEventOf } from '../../model/orders/events.ts';
import { amountOf } from '../../model/orders/lines.ts';
import type { PlaceOrder } from '../../model/orders/messages.ts';
import { canceledError, failedCondition, type Reason } from '../platform/transact.ts';
import { environment } from '../platform/environment.ts';
import type { Instant } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { createOrder } from './createOrder.ts';
import { entities } from './entities.ts';
import { takeIn } from './takeIn.ts';

/** An order that nothing but a raw event asks for is created, and the event taken in, if neither happened before. */
export const createRaw = async (asked: Omit<PlaceOrder, 'placedOn'>, now: Instant) => {
  const { orderId, userId, lines } = asked;
  const told = { orderId, userId, lines, amountCents: amountOf(lines), updatedOn: now.iso };
  const placed = placedEventOf(told, now.seconds, environment.EVENT_TTL_DAYS);
  const { canceled, data } = await createWriteTransaction(entities, (writes) => [
    ...createOrder(writes, { orderId, userId, lines, placedOn: now.iso }, now),
    takeIn(writes, placed),
  ]).go();
  return canceled ? explain(data) : 'created';
};

/** Where only the event was there before, reading again would find the same again, and for ever. */
const explain = (reasons: readonly Reason[]) => {
  const [order, event, taken] = reasons;
  if (failedCondition(order) || failedCondition(taken)) return 'movedOn';
  if (failedCondition(event)) throw new PermanentError('StateConflict', 'There is an event, and no order');
  throw canceledError(reasons);
};
