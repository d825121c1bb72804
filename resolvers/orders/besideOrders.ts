import { runtime, util, type Context, type DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { orderPartition } from '../../model/orders/keys.ts';
import { batchRows } from '../batchRows.ts';
import { settingsOf } from '../settings.ts';
import type { Ordered } from './orderResult.ts';

/** The orders of the page before. */
export const ordersOf = (ctx: Context): Ordered[] => ctx.prev.result.items;

/** Reads, in one batch, a row from the partition of each of the orders: a page has at most 100. */
export function besideOrders(ctx: Context, keys: { pk: string; sk: string }[]): DynamoDBBatchGetItemRequest {
  if (keys.length === 0) runtime.earlyReturn(ctx.prev.result);
  return {
    operation: 'BatchGetItem',
    tables: { [settingsOf(ctx).tableName]: { keys: keys.map((key) => util.dynamodb.toMapValues(key)) } },
  };
}

/** The page's orders, each with its own row, as a batch answers in any order; undefined where there is none. */
export function withRows<Row>(ctx: Context): { order: Ordered; row: Row | undefined }[] {
  const rows: ({ pk: string } | null)[] = batchRows(ctx);
  return ordersOf(ctx).map((order) => ({
    order,
    row: rows.find((row) => row?.pk === orderPartition(order.orderId)) as Row | undefined,
  }));
}
