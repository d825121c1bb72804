import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { allStoresKey, storePartition } from '../../model/catalog/keys.ts';
import type { StoreState } from '../../model/catalog/states.ts';
import type { QueryListStoresArgs } from '../../model/schema.ts';
import { expressionOf, pageOf, pageResult, queryIndex, type Page } from '../platform/dynamodb.ts';
import { storeOf } from './shared/stores.ts';

type Step = Context<QueryListStoresArgs, object, undefined, undefined, Page<StoreState>>;

/** All stores in the order in which they were created, or those that take part, or those that do not. */
export function request(ctx: Step): DynamoDBQueryRequest {
  const { participating, pagination } = ctx.args;
  const all = { ...queryIndex('gsi1', allStoresKey, storePartition('')), ...pageOf(pagination) };
  return participating === null || participating === undefined
    ? all
    : { ...all, filter: expressionOf('participating = :participating', { ':participating': participating }) };
}

export function response(ctx: Step) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map((store) => storeOf(store)), nextToken };
}
