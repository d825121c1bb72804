import type { Context } from '@aws-appsync/utils';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import { userBookingsKey } from '../../model/bookings/keys.ts';
import type { QueryBookingsPerUserArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import type { Page } from '../platform/dynamodb.ts';
import { bookingsPage, queryBookings } from './shared/bookings.ts';

type Step<Result> = Context<QueryBookingsPerUserArgs, object, undefined, undefined, Result>;

/** A person's bookings of both kinds, for the person and for staff. */
export const query = {
  request(ctx: Step<unknown>) {
    const actor = actorOf(ctx);
    const userId = checkId(ctx.args.userId ?? actor.id, 'userId');
    checkMayRead(actor, userId);
    return queryBookings('gsi1', userBookingsKey(userId), ctx.args.pagination);
  },

  response(ctx: Step<Page<StoredBooking>>) {
    return bookingsPage(ctx);
  },
};

export { pageUsers as users } from './shared/bookings.ts';
