import type { Context } from '@aws-appsync/utils';
import type { MutationCancelBookingArgs } from '../../model/schema.ts';
import { actorOf, checkMayRead } from '../actors.ts';
import { checkMove, getStored, storedBooking } from './storedBooking.ts';

/** Step 1 of 3. Finds the booking, which its owner and staff may cancel. */
export function request(ctx: Context<MutationCancelBookingArgs>) {
  return getStored(ctx.args.bookingId);
}

export function response(ctx: Context<MutationCancelBookingArgs>) {
  const booking = storedBooking(ctx, ctx.args.bookingId);
  checkMayRead(actorOf(ctx), booking.userId);
  checkMove(booking, 'CANCELLED');
  ctx.stash.booking = booking;
  return booking;
}
