import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { skuKey, skuPrefix, skusKey } from '../../model/inventory/keys.ts';
import type { QueryListSkusArgs, Sku } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { expressionOf, pageOf, pageResult, type Page } from '../platform/dynamodb.ts';

type Step = Context<QueryListSkusArgs, object, undefined, undefined, Page<Sku>>;

const PAGE = { usual: 50, most: 1000 };

/** SKUs by name, or the one named. The read is consistent, for clients that catch up on what they missed. */
export function request(ctx: Step): DynamoDBQueryRequest {
  const { sortDirection, pagination } = ctx.args;
  const sku = ctx.args.sku ?? null;
  return {
    operation: 'Query',
    query: expressionOf(sku === null ? 'pk = :pk AND begins_with(sk, :sk)' : 'pk = :pk AND sk = :sk', {
      ':pk': skusKey,
      ':sk': sku === null ? skuPrefix : skuKey(checkId(sku, 'sku')).sk,
    }),
    scanIndexForward: sortDirection !== 'DESC',
    consistentRead: true,
    ...pageOf(pagination, PAGE),
  };
}

export function response(ctx: Step) {
  return pageResult(ctx);
}
