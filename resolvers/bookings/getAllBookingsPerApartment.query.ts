import type { Context } from '@aws-appsync/utils';
import { apartmentBookingsKey } from '../../model/bookings/keys.ts';
import type { QueryGetAllBookingsPerApartmentArgs } from '../../model/schema.ts';
import { checkId } from '../checks.ts';
import { bookingsPage, bookingsQuery } from './bookingsQuery.ts';

/** Step 1 of 2. Everybody's bookings of an apartment; the schema lets only staff in. */
export function request(ctx: Context<QueryGetAllBookingsPerApartmentArgs>) {
  const { apartmentId, pagination } = ctx.args;
  return bookingsQuery('gsi2', apartmentBookingsKey(checkId(apartmentId, 'apartmentId')), pagination);
}

export function response(ctx: Context<QueryGetAllBookingsPerApartmentArgs>) {
  return bookingsPage(ctx);
}
