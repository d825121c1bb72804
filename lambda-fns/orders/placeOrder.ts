import { basketEventOf } from '../../model/baskets/events.ts';
import { ORDER_PLACED_EVENT, type PlacedEventData } from '../../model/orders/events.ts';
import { amountOf, sameLines } from '../../model/orders/lines.ts';
import { PlaceOrder } from '../../model/orders/messages.ts';
import type { Order } from '../../model/orders/Order.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { environment } from '../platform/environment.ts';
import { PermanentError } from '../platform/errors.ts';
import { now, type Instant } from '../platform/now.ts';
import { rowTraceField } from '../platform/tracer.ts';
import { transact } from '../platform/transact.ts';
import { createOrder, entities, type Writes } from './shared/entities.ts';

/**
 * Stores each claimed order as CREATED, with its event. The table's stream announces it; nothing is published
 * here.
 */
export const handler = eachRecord({
  step: 'placeOrder',
  schema: PlaceOrder,
  entityType: 'order',
  entityIdPaths: ['orderId'],
  independent: true,
  handle: async (placed) => {
    const instant = now();
    // The condition fails only where there is an order, and the write returns it.
    const [outcome = 'created'] = await transact(entities, (writes) => [
      ...createOrder(writes, placed, instant, (stored) => compareOrders(placed, stored as Order)),
      checkClaim(writes, placed),
      ...(placed.basketVersion ? [announceBasket(writes, placed, instant)] : []),
    ]);
    return outcome;
  },
});

/**
 * An order is stored only as it was claimed, whoever wrote the message: the mutation claims it before it is
 * queued.
 */
const checkClaim = ({ OrderEvent }: Writes, { placedOn, ...placed }: PlaceOrder) => {
  const { orderId, lines } = placed;
  const claimed: PlacedEventData = { ...placed, amountCents: amountOf(lines), updatedOn: placedOn };
  return {
    write: OrderEvent.check({ orderId, eventName: ORDER_PLACED_EVENT })
      .where(({ applied, eventData }, { eq }) => `${eq(applied, true)} AND ${eq(eventData, claimed)}`)
      .commit({ response: 'all_old' }),
    onConditionFailed: (claim: unknown) =>
      claim
        ? new PermanentError('OrderConflict', `Order ${orderId} was claimed with another content`)
        : new PermanentError('NotFound', `Nobody claimed order ${orderId}`),
  };
};

/**
 * A basket is announced as checked out when its order is there: a check-out that could not be queued is taken back, and
 * nobody has heard of it.
 */
const announceBasket = ({ BasketEvent }: Writes, { orderId, userId }: PlaceOrder, now: Instant) => {
  const eventData = { basketId: orderId, userId, status: 'CHECKED_OUT', updatedOn: now.iso } as const;
  return {
    write: BasketEvent.create({
      ...basketEventOf(eventData, now.seconds, environment.EVENT_TTL_DAYS),
      ...rowTraceField(),
    }).commit(),
    onConditionFailed: () => new PermanentError('StateConflict', 'There is an event, and no order'),
  };
};

/** The same order again changes nothing; another of its id is refused. */
const compareOrders = ({ orderId, userId, lines }: PlaceOrder, stored: Order) =>
  stored.userId === userId && sameLines(stored.lines, lines)
    ? ('duplicate' as const)
    : new PermanentError('OrderConflict', `There is another order ${orderId}`);
