import { runtime, type Context } from '@aws-appsync/utils';
import { allOrdersKey, orderSortPrefix, orderPartition, userOrdersKey } from '../../../model/orders/keys.ts';
import type { OrderLine } from '../../../model/orders/lines.ts';
import type { SagaFlow } from '../../../model/orders/states.ts';
import type { OrderStatus, Pagination, SortDirection } from '../../../model/schema.ts';
import { checkId } from '../../platform/arguments.ts';
import { actorOf, checkMayRead } from '../../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  pageOf,
  queryIndex,
  type BatchResult,
  type Key,
  type Page,
} from '../../platform/dynamodb.ts';
import { eurosOf } from '../../platform/payments.ts';

/** What was ordered, as its row or its claim has it. */
export interface OrderRow {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: OrderLine[];
  /** Whole cents. */
  readonly amountCents: number;
  /** ISO 8601, when it was placed. */
  readonly createdOn: string;
  /** Absent where no saga leads it. */
  readonly flow?: SagaFlow;
}

/** An order's status, as its row has it; there is none while it is CREATED. */
export interface ProgressRow {
  readonly pk?: string;
  readonly status: OrderStatus;
  readonly reason?: string;
  /** ISO 8601. */
  readonly updatedOn: string;
}

/** An order as the API answers it. */
export const orderResult = (order: OrderRow, progress: ProgressRow | undefined) => ({
  orderId: order.orderId,
  userId: order.userId,
  lines: order.lines.map((line) => ({ ...line, price: eurosOf(line.priceCents) })),
  flow: order.flow ?? 'CHOREOGRAPHY',
  amount: eurosOf(order.amountCents),
  status: progress?.status ?? 'CREATED',
  reason: progress?.reason ?? null,
  createdOn: order.createdOn,
  updatedOn: progress?.updatedOn ?? order.createdOn,
});

interface Listing {
  /** Whose orders; when absent the caller's own, and everybody's for staff. */
  readonly userId?: string | null;
  readonly sortDirection?: SortDirection | null;
  readonly pagination?: Pagination | null;
}

/** Queries a page of the orders the caller may see, by the moment they were placed. */
export function queryOrders(ctx: Pick<Context, 'identity'>, listing: Listing) {
  const { userId, sortDirection, pagination } = listing;
  const actor = actorOf(ctx);
  const owner = userId ?? (actor.isStaff ? null : actor.id);
  if (owner !== null) checkMayRead(actor, checkId(owner, 'userId'));
  return {
    ...(owner === null
      ? queryIndex('gsi2', allOrdersKey, orderSortPrefix)
      : queryIndex('gsi1', userOrdersKey(owner), orderSortPrefix)),
    scanIndexForward: sortDirection !== 'DESC',
    ...pageOf(pagination),
  };
}

/** The second step of a list, which reads a row from the partition of each order of the page. */
export type OrdersStep<Result = unknown> = Context<
  unknown,
  object,
  { result: Page<OrderRow> },
  undefined,
  Result
>;

/** Reads a row from the partition of each of the page's orders, in one batch: a page has at most 100. */
export function batchGetOrders(ctx: OrdersStep, keys: Key[]) {
  if (keys.length === 0) runtime.earlyReturn(ctx.prev.result);
  return batchGetItems(ctx, keys);
}

/** Returns the page's orders, each with its own row, as a batch answers in any order; undefined where there is none. */
export function ordersWithRows<Row extends { readonly pk?: string }>(
  ctx: OrdersStep<BatchResult<(Row | null)[]>>,
) {
  const rows = batchRows(ctx);
  return ctx.prev.result.items.map((order) => ({
    order,
    row: rows.find((row) => row?.pk === orderPartition(order.orderId)) ?? undefined,
  }));
}
