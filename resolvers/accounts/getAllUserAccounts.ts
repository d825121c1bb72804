import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { usersKey } from '../../model/accounts/keys.ts';
import type { QueryGetAllUserAccountsArgs, User } from '../../model/schema.ts';
import { indexes } from '../../model/table.ts';
import { expressionOf, pageOf, pageResult, type Page } from '../platform/dynamodb.ts';

type Step = Context<QueryGetAllUserAccountsArgs, object, undefined, undefined, Page<User>>;

/** Every account, by id. The schema admits only staff. */
export function request(ctx: Step): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    index: indexes.gsi1,
    query: expressionOf('gsi1pk = :users', { ':users': usersKey }),
    ...pageOf(ctx.args.pagination),
  };
}

export function response(ctx: Step) {
  return pageResult(ctx);
}
