import type { Context } from '@aws-appsync/utils';
import { usersRequest, withUsers } from './users.ts';

/** Step 2 of 2. The owners of the page's bookings, in one batch read: a page has at most 100 bookings. */
export function request(ctx: Context) {
  return usersRequest(ctx, ctx.prev.result.items);
}

export function response(ctx: Context) {
  return { ...ctx.prev.result, items: withUsers(ctx, ctx.prev.result.items) };
}
