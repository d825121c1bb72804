import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { buildingsKey } from '../../model/apartments/keys.ts';
import type { Building, QueryListBuildingsArgs } from '../../model/schema.ts';
import { indexes } from '../../model/table.ts';
import { expressionOf, pageOf, pageResult, type Page } from '../platform/dynamodb.ts';

type Step = Context<QueryListBuildingsArgs, object, undefined, undefined, Page<Building>>;

/** Every building, the oldest first. */
export function request(ctx: Step): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    index: indexes.gsi1,
    query: expressionOf('gsi1pk = :buildings', { ':buildings': buildingsKey }),
    ...pageOf(ctx.args.pagination),
  };
}

export function response(ctx: Step) {
  return pageResult(ctx);
}
