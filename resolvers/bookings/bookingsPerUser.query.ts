import type { Context } from '@aws-appsync/utils';
import { userBookingsKey } from '../../model/bookings/keys.ts';
import type { QueryBookingsPerUserArgs } from '../../model/schema.ts';
import { actorOf, checkMayRead } from '../actors.ts';
import { checkId } from '../checks.ts';
import { bookingsPage, bookingsQuery } from './bookingsQuery.ts';

/** Step 1 of 2. A person's bookings of both kinds, for the person and for staff. */
export function request(ctx: Context<QueryBookingsPerUserArgs>) {
  const actor = actorOf(ctx);
  const userId = checkId(ctx.args.userId ?? actor.id, 'userId');
  checkMayRead(actor, userId);
  return bookingsQuery('gsi1', userBookingsKey(userId), ctx.args.pagination);
}

export function response(ctx: Context<QueryBookingsPerUserArgs>) {
  return bookingsPage(ctx);
}
