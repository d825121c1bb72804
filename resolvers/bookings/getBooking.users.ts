import type { Context } from '@aws-appsync/utils';
import { usersRequest, withUsers } from './users.ts';

/** Step 2 of 2. The booking's owner. */
export function request(ctx: Context) {
  return usersRequest(ctx, ctx.prev.result ? [ctx.prev.result] : []);
}

export function response(ctx: Context) {
  return withUsers(ctx, [ctx.prev.result])[0];
}
