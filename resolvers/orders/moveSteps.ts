import { runtime, util, type Context, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { effectOf, type OrderState } from '../../model/orders/states.ts';
import type { OrderTicket } from '../../model/schema.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { announceOrder, moveOrder } from './moveItems.ts';
import type { StandingOrder } from './standingOrder.ts';

/** Why an item stopped its transaction, as AppSync tells it. */
interface Reason {
  readonly type: string;
  readonly item?: { readonly status: OrderState };
}

/**
 * Moves `ctx.stash.order` to a status and tells of it, in one transaction. An order that is there already
 * is answered as it is; refuses what the table of transitions does not let happen. One that is only claimed has
 * no row yet that a move could hold on to: its message stores it in a moment.
 */
export function moveRequest(ctx: Context, to: OrderState): DynamoDBTransactWriteItemsRequest {
  const order = ctx.stash.order as StandingOrder;
  checkMove(order.status, to);
  if (order.status === to) runtime.earlyReturn(ticketOf(order, to));
  const { orderId, userId, amountCents, stock } = order;
  const updatedOn = util.time.nowISO8601();
  const eventData = { orderId, userId, status: to, reason: '', stock, amountCents, updatedOn };
  const { tableName, eventTtlDays } = settingsOf(ctx);
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      moveOrder(tableName, order, eventData),
      announceOrder(tableName, eventData, eventTtlDays),
    ],
  };
}

export function moveResponse(ctx: Context, to: OrderState): OrderTicket {
  const order = ctx.stash.order as StandingOrder;
  if (!ctx.error) return ticketOf(order, to);
  const reasons: Reason[] = ctx.result?.cancellationReasons ?? [];
  const [moved, told] = reasons;
  if (failedCondition(moved)) {
    const status = moved?.item?.status ?? 'CREATED';
    checkMove(status, to);
    if (status === to) return ticketOf(order, to);
    refuse('TryAgain', 'The order has moved on; try again');
  }
  if (failedCondition(told)) refuse('StateConflict', 'The order was in this status before');
  return passOn(ctx.error, reasons);
}

function checkMove(status: StandingOrder['status'], to: OrderState): void {
  if (status === 'QUEUED') refuse('TryAgain', 'The order is being stored; try again', { status });
  const effect = effectOf(status, to);
  if (effect !== 'apply' && effect !== 'redundant')
    refuse('StateConflict', `The order is ${status}`, { status });
}

const ticketOf = ({ orderId }: StandingOrder, status: OrderState): OrderTicket => ({ id: orderId, status });
