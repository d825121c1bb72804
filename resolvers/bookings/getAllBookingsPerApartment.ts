import type { Context } from '@aws-appsync/utils';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import { apartmentBookingsKey } from '../../model/bookings/keys.ts';
import type { QueryGetAllBookingsPerApartmentArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import type { Page } from '../platform/dynamodb.ts';
import { bookingsPage, queryBookings } from './shared/bookings.ts';

type Step<Result> = Context<QueryGetAllBookingsPerApartmentArgs, object, undefined, undefined, Result>;

/** Everybody's bookings of an apartment. The schema admits only staff. */
export const query = {
  request(ctx: Step<unknown>) {
    const { apartmentId, pagination } = ctx.args;
    return queryBookings('gsi2', apartmentBookingsKey(checkId(apartmentId, 'apartmentId')), pagination);
  },

  response(ctx: Step<Page<StoredBooking>>) {
    return bookingsPage(ctx);
  },
};

export { pageUsers as users } from './shared/bookings.ts';
