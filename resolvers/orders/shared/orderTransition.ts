import { runtime, util, type Context } from '@aws-appsync/utils';
import { ORDER_PLACED_EVENT, orderEventOf, type OrderEventData } from '../../../model/orders/events.ts';
import { orderEventKey, orderKey, orderProgressKey } from '../../../model/orders/keys.ts';
import { effectOf, type OrderState, type SagaFlow, type StockState } from '../../../model/orders/states.ts';
import type { OrderTicket } from '../../../model/schema.ts';
import { entityMetadata } from '../../../model/table.ts';
import { checkName } from '../../platform/arguments.ts';
import { eventTtlDaysOf, traceField } from '../../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  cancellationReasonsOf,
  expressionOf,
  putItem,
  rowIsNew,
  transactWriteItems,
  withFailedItem,
  type BatchResult,
  type TransactionResult,
} from '../../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';

/** An order at this moment. */
export interface CurrentOrder {
  readonly orderId: string;
  readonly userId: string;
  /** Whole cents; 0 of an order that is only queued. */
  readonly amountCents: number;
  readonly status: OrderState | 'QUEUED';
  /** `''` where no units were taken. */
  readonly stock: StockState | '';
  /** Only of an order that is led by its saga. */
  readonly flow?: SagaFlow;
}

interface Stash {
  /** The order, as it was read. */
  order: CurrentOrder;
}

/** A step of a mutation that moves an order; `Result` is what its data source answers. */
export type TransitionStep<Result = unknown> = Context<
  { orderId: string },
  Stash,
  undefined,
  undefined,
  Result
>;

/** The rows of an order; any of them may be absent. */
export type OrderRows = BatchResult<
  [
    order: { userId: string; amountCents: number; flow?: SagaFlow } | null,
    progress: { status: OrderState; stock?: StockState } | null,
    placed: { applied: boolean; eventData: { userId: string } } | null,
  ]
>;

/** Reads an order's rows by their keys: any number of raw events may lie beside them. */
export function readOrder(ctx: TransitionStep) {
  const orderId = checkName(ctx.args.orderId, 'orderId');
  const keys = [orderKey(orderId), orderProgressKey(orderId), orderEventKey(orderId, ORDER_PLACED_EVENT)];
  return batchGetItems(ctx, keys, { consistentRead: true });
}

/** Returns the order that was read, and leaves it in the stash. Throws where there is none. */
export function currentOrder(ctx: TransitionStep<OrderRows>): CurrentOrder {
  const { orderId } = ctx.args;
  const [order, progress, placed] = batchRows(ctx);
  if (order) {
    const { userId, amountCents } = order;
    // Its progress begins with its first move.
    const status = progress?.status ?? 'CREATED';
    ctx.stash.order = {
      orderId,
      userId,
      amountCents,
      status,
      stock: progress?.stock ?? '',
      ...flowOf(order),
    };
    return ctx.stash.order;
  }
  // A raw event that no order applied claims nothing.
  if (!placed?.applied) throwError('NotFound', 'There is no such order', { orderId });
  const { userId } = placed.eventData;
  ctx.stash.order = { orderId, userId, amountCents: 0, status: 'QUEUED', stock: '' };
  return ctx.stash.order;
}

/** The step that reads the order, for mutations that the schema opens to staff only. */
export const readForStaff = {
  request(ctx: TransitionStep) {
    return readOrder(ctx);
  },

  response(ctx: TransitionStep<OrderRows>) {
    return currentOrder(ctx);
  },
};

/**
 * Moves `stash.order` to a status and announces it, in one transaction. An order that is there already is answered as
 * it is. Throws where the table of transitions does not allow the move. An order that is only claimed has no row yet
 * that a condition could name: its message stores it in a moment.
 */
export function moveOrder(ctx: TransitionStep, to: OrderState) {
  const { order } = ctx.stash;
  checkMove(order, order.status, to);
  if (order.status === to) runtime.earlyReturn(ticketOf(order, to));
  const { orderId, userId, amountCents, stock } = order;
  const updatedOn = nowInstant();
  const eventData = {
    orderId,
    userId,
    status: to,
    reason: '',
    stock,
    amountCents,
    updatedOn,
    ...flowOf(order),
  };
  return transactWriteItems(ctx, [putProgress(order, eventData), putOrderEvent(ctx, eventData)]);
}

/** Returns the ticket of the order that was moved. Throws where it has changed, or was in this status before. */
export function movedOrder(
  ctx: TransitionStep<TransactionResult<{ status?: OrderState }>>,
  to: OrderState,
): OrderTicket {
  const { order } = ctx.stash;
  if (!ctx.error) return ticketOf(order, to);
  const reasons = cancellationReasonsOf(ctx);
  const [progress, event] = reasons;
  if (conditionFailed(progress)) {
    const status = progress?.item?.status ?? 'CREATED';
    checkMove(order, status, to);
    if (status === to) return ticketOf(order, to);
    throwError('TryAgain', 'The order has moved on; try again');
  }
  if (conditionFailed(event)) throwError('StateConflict', 'The order was in this status before');
  return throwDataSourceError(ctx.error, reasons);
}

/** `status` is what the order has by now. */
function checkMove(order: CurrentOrder, status: CurrentOrder['status'], to: OrderState): void {
  if (status === 'QUEUED') throwError('TryAgain', 'The order is being stored; try again', { status });
  const effect = effectOf(status, to);
  if (effect !== 'apply' && effect !== 'redundant')
    throwError('StateConflict', `The order is ${status}`, { status });
  // What has a shopping list is shipped once somebody has fetched it.
  if (order.flow && status === 'PAYMENT_ACCEPTED' && to === 'SHIPPED')
    throwError('StateConflict', 'The order is not READY', { status });
}

/** Who leads an order, as its progress and its events have it, too: nothing of one that no saga leads. */
const flowOf = (order: { flow?: SagaFlow }): { flow?: SagaFlow } => (order.flow ? { flow: order.flow } : {});

const ticketOf = (order: CurrentOrder, status: OrderState): OrderTicket => ({ id: order.orderId, status });

/** Writes the order's progress as its event has it, if the progress is still as it was read. */
const putProgress = (from: CurrentOrder, to: OrderEventData) => {
  const { orderId, status, stock, updatedOn } = to;
  return putItem(
    orderProgressKey(orderId),
    {
      orderId,
      status,
      ...(stock ? { stock } : {}),
      updatedOn,
      ...flowOf(to),
      ...entityMetadata('OrderProgress'),
    },
    withFailedItem(from.status === 'CREATED' ? rowIsNew : isUnmoved(from)),
  );
};

/** Units come back to stock without a move, and the event must not say otherwise. */
const isUnmoved = (order: CurrentOrder) => {
  const { status, stock } = order;
  return {
    ...expressionOf(`#status = :status AND ${stock ? 'stock = :stock' : 'attribute_not_exists(stock)'}`, {
      ':status': status,
      ...(stock ? { ':stock': stock } : {}),
    }),
    expressionNames: { '#status': 'status' },
  };
};

/** Writes the event that the table's stream announces. It replaces a raw event that the order did not apply. */
const putOrderEvent = (ctx: TransitionStep, eventData: OrderEventData) => {
  const event = orderEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDaysOf(ctx));
  return putItem(
    orderEventKey(eventData.orderId, event.eventName),
    { ...event, ...traceField(ctx), ...entityMetadata('OrderEvent') },
    expressionOf('attribute_not_exists(pk) OR applied = :false', { ':false': false }),
  );
};
