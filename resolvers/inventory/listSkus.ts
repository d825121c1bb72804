import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { skuKey, skuPrefix, skusKey } from '../../model/inventory/keys.ts';
import type { QueryListSkusArgs } from '../../model/schema.ts';
import { checkId } from '../checks.ts';
import { pageOf, pageResult } from '../pages.ts';

const PAGE = { usual: 50, most: 1000 };

/** SKUs by name, or the one named; read consistent, for whoever catches up on missed news. */
export function request(ctx: Context<QueryListSkusArgs>): DynamoDBQueryRequest {
  const { sortDirection, pagination } = ctx.args;
  return {
    operation: 'Query',
    query: named(ctx.args.sku ?? null),
    scanIndexForward: sortDirection !== 'DESC',
    consistentRead: true,
    ...pageOf(pagination, PAGE),
  };
}

export function response(ctx: Context<QueryListSkusArgs>) {
  return pageResult(ctx);
}

const named = (sku: string | null) => ({
  expression: sku === null ? 'pk = :pk AND begins_with(sk, :sk)' : 'pk = :pk AND sk = :sk',
  expressionValues: util.dynamodb.toMapValues({
    ':pk': skusKey,
    ':sk': sku === null ? skuPrefix : skuKey(checkId(sku, 'sku')).sk,
  }),
});
