import type { TransactWriteEntities } from 'electrodb';
import { orderEventOf, type OrderEventData } from '../../model/orders/events.ts';
import type { OrderEvent } from '../../model/orders/OrderEvent.ts';
import type { OrderProgress } from '../../model/orders/OrderProgress.ts';
import { hasReached, type OrderState, type SagaFlow } from '../../model/orders/states.ts';
import { environment } from './environment.ts';
import { PermanentError } from './errors.ts';
import type { Instant } from './now.ts';
import { rowTraceField } from './tracer.ts';

/** The writes of a transaction that moves an order. */
type OrderWrites = TransactWriteEntities<{
  OrderEvent: typeof OrderEvent;
  OrderProgress: typeof OrderProgress;
}>;

/**
 * Throws where an order never had the status that an event announces, whoever wrote the event. `status` is
 * undefined where there is no order.
 */
export const checkReached = (orderId: string, status: OrderState | undefined, announced: OrderState) => {
  if (!status) throw new PermanentError('NotFound', `There is no order ${orderId} that was ${announced}`);
  if (!hasReached(status, announced))
    throw new PermanentError('StateConflict', `Order ${orderId} is ${status}, and was never ${announced}`);
};

/** Throws where an order is led by its saga: the workers that follow each other's events leave it alone. */
export const checkHasNoSaga = (orderId: string, flow: SagaFlow | undefined) => {
  if (flow) throw new PermanentError('StateConflict', `Order ${orderId} is led by its saga`);
};

/** How far an order had come when it was read. */
export type OrderSnapshot = Pick<OrderProgress, 'status' | 'stock'>;

/** How far an order has come that has no row of its progress. */
export const createdOrder: OrderSnapshot = { status: 'CREATED' };

/**
 * Moves an order to where its event says it is, if its progress is still as it was read. The first move creates
 * the row of its progress.
 */
export const moveOrder = (
  { OrderProgress }: Pick<OrderWrites, 'OrderProgress'>,
  from: OrderSnapshot,
  to: OrderEventData,
) => {
  const { orderId, userId, amountCents, status, stock, reason, updatedOn, flow } = to;
  const set = {
    userId,
    amountCents,
    status,
    updatedOn,
    ...(stock && { stock }),
    ...(reason && { reason }),
    ...(flow && { flow }),
  };
  if (from.status === 'CREATED') return OrderProgress.create({ orderId, ...set }).commit();
  return OrderProgress.patch({ orderId })
    .set(set)
    .remove(reason ? [] : ['reason'])
    .where((row, { eq, notExists }) =>
      [eq(row.status, from.status), from.stock ? eq(row.stock, from.stock) : notExists(row.stock)].join(
        ' AND ',
      ),
    )
    .commit();
};

/** Writes an order's event, once. It replaces a raw event of that name that the order has not applied. */
export const announceOrder = (
  { OrderEvent }: Pick<OrderWrites, 'OrderEvent'>,
  eventData: OrderEventData,
  now: Instant,
) =>
  OrderEvent.put({ ...orderEventOf(eventData, now.seconds, environment.EVENT_TTL_DAYS), ...rowTraceField() })
    .where(({ applied }, { eq, notExists }) => `${notExists(applied)} OR ${eq(applied, false)}`)
    .commit();
