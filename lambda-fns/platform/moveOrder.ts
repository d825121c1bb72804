import type { TransactWriteEntities } from 'electrodb';
import type { OrderEvent } from '../../model/orders/OrderEvent.ts';
import type { OrderProgress } from '../../model/orders/OrderProgress.ts';
import { type OrderEventData, orderEventOf } from '../../model/orders/events.ts';
import { environment } from './environment.ts';
import type { Instant } from './now.ts';

type Events = TransactWriteEntities<{ OrderEvent: typeof OrderEvent }>['OrderEvent'];
type Progress = TransactWriteEntities<{ OrderProgress: typeof OrderProgress }>['OrderProgress'];

/** Where an order stood when it was read. */
export type Standing = Pick<OrderProgress, 'status' | 'stock'>;

/** Where an order stands whose progress has no row. */
export const created: Standing = { status: 'CREATED' };

/**
 * Moves an order to where its event says it is, if it still stands where it was read. The first move makes
 * the row of its progress.
 */
export const moveOrder = (progress: Progress, from: Standing, to: OrderEventData) => {
  const { orderId, status, stock, reason, updatedOn } = to;
  const set = { status, updatedOn, ...(stock && { stock }), ...(reason && { reason }) };
  if (from.status === 'CREATED') return progress.create({ orderId, ...set }).commit();
  return progress
    .patch({ orderId })
    .set(set)
    .remove(reason ? [] : ['reason'])
    .where((row, { eq, notExists }) =>
      [eq(row.status, from.status), from.stock ? eq(row.stock, from.stock) : notExists(row.stock)].join(
        ' AND ',
      ),
    )
    .commit();
};

/** An order's event, once; a raw one that the order has not taken in gives way to it. */
export const announceOrder = (events: Events, eventData: OrderEventData, now: Instant) =>
  events
    .put(orderEventOf(eventData, now.seconds, environment.EVENT_TTL_DAYS))
    .where(({ applied }, { eq, notExists }) => `${notExists(applied)} OR ${eq(applied, false)}`)
    .commit();
