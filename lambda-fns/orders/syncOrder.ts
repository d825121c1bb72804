import { ORDER_PLACED_EVENT, orderEventOf, placedEventOf } from '../../model/orders/events.ts';
import { amountOf } from '../../model/orders/lines.ts';
import { PlacedRow, RawOrderEvent } from '../../model/orders/messages.ts';
import type { Order } from '../../model/orders/Order.ts';
import type { OrderEvent } from '../../model/orders/OrderEvent.ts';
import type { Effect, OrderState } from '../../model/orders/states.ts';
import { syncDecision } from '../../model/orders/syncDecision.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { environment } from '../platform/environment.ts';
import { PermanentError, RetryableError } from '../platform/errors.ts';
import { createdOrder, moveOrder, type OrderSnapshot } from '../platform/moveOrder.ts';
import { now, type Instant } from '../platform/now.ts';
import { rowTraceField } from '../platform/tracer.ts';
import { retryWhenOutdated, transact } from '../platform/transact.ts';
import { createOrder, entities, type Writes } from './shared/entities.ts';

/** What is acknowledged without effect. A second delivery is the queue's doing, and not worth a count. */
const ignored: readonly Effect[] = ['stale', 'redundant', 'forbidden'];

/** Follows raw events, which nobody else reads: those that an order can apply become its own. */
export const handler = eachRecord({
  step: 'syncOrder',
  schema: RawOrderEvent,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  counted: ignored,
  handle: (event) => retryWhenOutdated(() => applyRawEvent(event)),
});

/** Does what the table of transitions says of a raw event, and returns a word for what that was. */
const applyRawEvent = async (event: RawOrderEvent) => {
  const { order, progress, applied, data } = await readOrder(event);
  const status = order && progress.status;
  const decision = syncDecision({ status, hasSaga: order?.flow !== undefined, applied }, event.eventName);
  switch (decision.kind) {
    case 'create':
      return createFromRaw(event.orderId, data, now());
    case 'move':
      // Only an order that was found has a status to move from.
      return moveByRaw(order as Order, progress, decision.to, now());
    case 'ignore':
      return decision.because;
    case 'wait':
      throw new RetryableError('StateConflict', waitingReason(event, status));
    case 'lost':
      throw new PermanentError('StateConflict', `There is no ${event.eventName} of order ${event.orderId}`);
  }
};

const readOrder = async ({ orderId, eventName }: RawOrderEvent) => {
  const [order, progress, row] = await Promise.all([
    entities.Order.get({ orderId }).go({ consistent: true }),
    entities.OrderProgress.get({ orderId }).go({ consistent: true }),
    // Whoever wrote it raw did not have to mark it as the entity's.
    entities.OrderEvent.get({ orderId, eventName }).go({ consistent: true, ignoreOwnership: true }),
  ]);
  return {
    order: order.data ?? undefined,
    progress: progress.data ?? createdOrder,
    applied: row.data?.applied,
    /** The event's own: what a message says of it is not asked. */
    data: row.data?.eventData as unknown,
  };
};

const waitingReason = ({ eventName, orderId }: RawOrderEvent, status: string | undefined) =>
  `${eventName} waits for its predecessor: ${
    status ? `the order is ${status}` : `there is no order ${orderId}`
  }`;

/** Creates the order that a raw event's row places and marks the event applied, if neither was done before. */
const createFromRaw = async (orderId: string, row: unknown, now: Instant) => {
  const placed = PlacedRow.safeParse(row);
  if (placed.data?.orderId !== orderId)
    throw new PermanentError(
      'InvalidArgument',
      `The stored ${ORDER_PLACED_EVENT} places no order ${orderId}`,
    );
  const { userId, lines } = placed.data;
  const data = { orderId, userId, lines, amountCents: amountOf(lines), updatedOn: now.iso };
  const event = placedEventOf(data, now.seconds, environment.EVENT_TTL_DAYS);
  const [outcome = 'created'] = await transact(entities, (writes) => [
    ...createOrder(writes, { orderId, userId, lines, placedOn: now.iso }, now, outdated),
    { write: markApplied(writes, event), onConditionFailed: outdated },
  ]);
  return outcome;
};

/**
 * Moves an order as a raw event says, if its progress is as it was read, and marks the event applied, with
 * what is true of the order from then on. Its units stay where they are.
 */
const moveByRaw = async (order: Order, from: OrderSnapshot, status: OrderState, now: Instant) => {
  const { orderId, userId, amountCents } = order;
  const to = {
    orderId,
    userId,
    amountCents,
    status,
    reason: '',
    stock: from.stock ?? '',
    updatedOn: now.iso,
  } as const;
  const event = orderEventOf(to, now.seconds, environment.EVENT_TTL_DAYS);
  const [outcome = status] = await transact(entities, (writes) => [
    { write: moveOrder(writes, from, to), onConditionFailed: outdated },
    { write: markApplied(writes, event), onConditionFailed: outdated },
  ]);
  return outcome;
};

const outdated = () => 'outdated' as const;

/**
 * Makes a raw event's row one of ours, if it is there and was not applied before: it is announced from now
 * on.
 */
const markApplied = ({ OrderEvent }: Writes, event: OrderEvent) =>
  OrderEvent.put({ ...event, ...rowTraceField() })
    .where(({ applied }, { eq }) => eq(applied, false))
    .commit();
