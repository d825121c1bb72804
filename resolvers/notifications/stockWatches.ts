import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { stockWatchesPartition } from '../../model/notifications/keys.ts';
import type { QueryStockWatchesArgs } from '../../model/schema.ts';
import { actorOf } from '../platform/context.ts';
import { pageOf, pageResult, queryPartition, type Page } from '../platform/dynamodb.ts';

type Step = Context<QueryStockWatchesArgs, object, undefined, undefined, Page<{ sku: string }>>;

/** What the caller waits for. */
export function request(ctx: Step): DynamoDBQueryRequest {
  return { ...queryPartition(stockWatchesPartition(actorOf(ctx).id)), ...pageOf(ctx.args.pagination) };
}

export function response(ctx: Step) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map(({ sku }) => ({ sku, watched: true })), nextToken };
}
