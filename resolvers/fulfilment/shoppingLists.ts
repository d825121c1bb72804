import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { allListsKey, buildingListsKey, listSortPrefix } from '../../model/fulfilment/keys.ts';
import type { QueryShoppingListsArgs } from '../../model/schema.ts';
import { checkOptionalId } from '../platform/arguments.ts';
import { pageOf, pageResult, queryIndex, type Page } from '../platform/dynamodb.ts';
import { listResult, type ListRow } from './shared/lists.ts';

type Step = Context<QueryShoppingListsArgs, object, undefined, undefined, Page<ListRow>>;

/** A page of lists: at most 100, each of at most 25 SKUs. The schema admits only staff. */
export function request(ctx: Step): DynamoDBQueryRequest {
  const { status, pagination } = ctx.args;
  const buildingId = checkOptionalId(ctx.args.buildingId, 'buildingId');
  const prefix = listSortPrefix(status);
  return {
    ...(buildingId === undefined
      ? queryIndex('gsi2', allListsKey, prefix)
      : queryIndex('gsi1', buildingListsKey(buildingId), prefix)),
    ...pageOf(pagination),
  };
}

export function response(ctx: Step) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map((list) => listResult(list)), nextToken };
}
