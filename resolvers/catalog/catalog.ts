import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { productPartition, storeProductsKey } from '../../model/catalog/keys.ts';
import type { ProductState } from '../../model/catalog/states.ts';
import type { QueryCatalogArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { pageOf, pageResult, queryIndex, type Page } from '../platform/dynamodb.ts';
import { productOf } from './shared/products.ts';

type Step = Context<QueryCatalogArgs, object, undefined, undefined, Page<ProductState>>;

/** What a store offers, in the order in which it was added. */
export function request(ctx: Step): DynamoDBQueryRequest {
  const { storeId, pagination } = ctx.args;
  const partition = storeProductsKey(checkId(storeId, 'storeId'));
  return { ...queryIndex('gsi1', partition, productPartition('')), ...pageOf(pagination) };
}

export function response(ctx: Step) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map((product) => productOf(product)), nextToken };
}
