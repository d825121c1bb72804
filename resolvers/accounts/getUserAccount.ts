import { util, type Context, type DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import type { QueryGetUserAccountArgs } from '../../model/schema.ts';
import { actorOf, checkMayRead } from '../actors.ts';
import { checkId } from '../checks.ts';
import { passOn } from '../passOn.ts';

/** A person's account, for the person and for staff. */
export function request(ctx: Context<QueryGetUserAccountArgs>): DynamoDBGetItemRequest {
  const id = checkId(ctx.args.id, 'id');
  checkMayRead(actorOf(ctx), id);
  return { operation: 'GetItem', key: util.dynamodb.toMapValues(userKey(id)) };
}

export function response(ctx: Context<QueryGetUserAccountArgs>) {
  if (ctx.error) passOn(ctx.error);
  return ctx.result;
}
