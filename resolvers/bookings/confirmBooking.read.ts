import type { Context } from '@aws-appsync/utils';
import type { MutationConfirmBookingArgs } from '../../model/schema.ts';
import { checkMove, getStored, storedBooking } from './storedBooking.ts';

/** Step 1 of 2. Finds the booking to approve; whether it still may be is the next step's condition. */
export function request(ctx: Context<MutationConfirmBookingArgs>) {
  return getStored(ctx.args.bookingId);
}

export function response(ctx: Context<MutationConfirmBookingArgs>) {
  const booking = storedBooking(ctx, ctx.args.bookingId);
  checkMove(booking, 'APPROVED');
  ctx.stash.booking = booking;
  return booking;
}
