import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { ORDER_PLACED_EVENT, type PlacedEventData } from '../../model/orders/events.ts';
import {
  orderEventKey,
  orderEventPrefix,
  orderKey,
  orderPartition,
  orderProgressKey,
} from '../../model/orders/keys.ts';
import { orderPaymentKey } from '../../model/payments/keys.ts';
import type { QueryOrderArgs } from '../../model/schema.ts';
import { actorOf, checkMayRead } from '../actors.ts';
import { checkId } from '../checks.ts';
import { passOn } from '../passOn.ts';
import { orderResult, type Ordered, type Progressed } from './orderResult.ts';
import { paymentResult, type PaymentRow } from './paymentResult.ts';
import { timelineOf, type EventRow } from './timeline.ts';

interface Claim extends EventRow {
  readonly eventData: PlacedEventData & { readonly lines: Ordered['lines'] };
}

/**
 * All of an order, for its owner and for staff; read consistent, for whoever catches up on missed news. One page,
 * from the back: what the order is lies behind its events, of which raw ones may be more than a page holds.
 */
export function request(ctx: Context<QueryOrderArgs>): DynamoDBQueryRequest {
  const pk = orderPartition(checkId(ctx.args.orderId, 'orderId'));
  return {
    operation: 'Query',
    query: { expression: 'pk = :pk', expressionValues: util.dynamodb.toMapValues({ ':pk': pk }) },
    scanIndexForward: false,
    consistentRead: true,
  };
}

export function response(ctx: Context<QueryOrderArgs>) {
  if (ctx.error) passOn(ctx.error);
  const { orderId } = ctx.args;
  const rows: { sk: string }[] = ctx.result.items;
  const rowAt = (key: { sk: string }): unknown => rows.find(({ sk }) => sk === key.sk);

  const stored = rowAt(orderKey(orderId)) as Ordered | undefined;
  const order = stored ?? claimedBy(rowAt(orderEventKey(orderId, ORDER_PLACED_EVENT)) as Claim | undefined);
  if (!order) return null;
  checkMayRead(actorOf(ctx), order.userId);
  const progress = stored ? (rowAt(orderProgressKey(orderId)) as Progressed | undefined) : queued(order);
  const payment = rowAt(orderPaymentKey(orderId)) as PaymentRow | undefined;
  return {
    ...orderResult(order, progress),
    timeline: timelineOf(rows.filter(({ sk }) => sk.startsWith(orderEventPrefix)) as EventRow[]),
    payment: payment ? paymentResult(order, payment) : null,
  };
}

/** An order on its way to be stored is known by its claim. A raw row under the same key is none. */
const claimedBy = (claim: Claim | undefined): Ordered | undefined =>
  claim?.applied ? { ...claim.eventData, createdOn: claim.eventData.updatedOn } : undefined;

const queued = ({ createdOn }: Ordered): Progressed => ({ status: 'QUEUED', updatedOn: createdOn });
