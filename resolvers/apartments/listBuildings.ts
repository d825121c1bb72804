import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { buildingsKey } from '../../model/apartments/keys.ts';
import type { QueryListBuildingsArgs } from '../../model/schema.ts';
import { indexes } from '../../model/table.ts';
import { pageOf, pageResult } from '../pages.ts';

/** Every building, the oldest first. */
export function request(ctx: Context<QueryListBuildingsArgs>): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    index: indexes.gsi1,
    query: {
      expression: 'gsi1pk = :buildings',
      expressionValues: util.dynamodb.toMapValues({ ':buildings': buildingsKey }),
    },
    ...pageOf(ctx.args.pagination),
  };
}

export function response(ctx: Context<QueryListBuildingsArgs>) {
  return pageResult(ctx);
}
