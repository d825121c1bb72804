import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { userKey } from '../../model/accounts/keys.ts';
import type { QueryGetUserAccountArgs, User } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import { throwDataSourceError } from '../platform/errors.ts';

type Step = Context<QueryGetUserAccountArgs, object, undefined, undefined, User | null>;

/** A person's account, for the person and for staff. */
export function request(ctx: Step) {
  const id = checkId(ctx.args.id, 'id');
  checkMayRead(actorOf(ctx), id);
  return get({ key: userKey(id) });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result;
}
