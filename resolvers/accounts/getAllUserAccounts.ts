import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { usersKey } from '../../model/accounts/keys.ts';
import type { QueryGetAllUserAccountsArgs } from '../../model/schema.ts';
import { indexes } from '../../model/table.ts';
import { pageOf, pageResult } from '../pages.ts';

/** Every account, by id; the schema lets only staff in. */
export function request(ctx: Context<QueryGetAllUserAccountsArgs>): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    index: indexes.gsi1,
    query: {
      expression: 'gsi1pk = :users',
      expressionValues: util.dynamodb.toMapValues({ ':users': usersKey }),
    },
    ...pageOf(ctx.args.pagination),
  };
}

export function response(ctx: Context<QueryGetAllUserAccountsArgs>) {
  return pageResult(ctx);
}
