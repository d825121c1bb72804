import { util, type Context } from '@aws-appsync/utils';
import { appointmentFault, isStay, type StoredBooking } from '../../model/bookings/kinds.ts';
import { endOf, statusAt } from '../../model/bookings/states.ts';
import { stayFault } from '../../model/bookings/stays.ts';
import type { MutationUpdateBookingArgs, UpdateBookingInput } from '../../model/schema.ts';
import { actorOf, personOf } from '../actors.ts';
import { refuse } from '../refuse.ts';
import { instantOf } from './instantOf.ts';
import { getStored, storedBooking } from './storedBooking.ts';

/** Step 1 of 2. Finds the booking, and judges the dates its owner, or an Admin, wants for it. */
export function request(ctx: Context<MutationUpdateBookingArgs>) {
  return getStored(ctx.args.input.bookingId);
}

export function response(ctx: Context<MutationUpdateBookingArgs>) {
  const booking = storedBooking(ctx, ctx.args.input.bookingId);
  personOf(actorOf(ctx), booking.userId);
  const now = util.time.nowISO8601();
  const status = statusAt(booking, now);
  if (status !== 'PENDING') refuse('StateConflict', `The booking is ${status}`, { status });
  const changed = { ...booking, ...wantedOf(booking, ctx.args.input, now), updatedOn: now };
  const end = endOf(changed) ?? booking.holdUntil;
  ctx.stash.booking = booking;
  // Nobody confirms what is over.
  ctx.stash.changed = { ...changed, holdUntil: end < booking.holdUntil ? end : booking.holdUntil };
  return booking;
}

function wantedOf(booking: StoredBooking, { startDate, endDate, dateTime }: UpdateBookingInput, now: string) {
  if (isStay(booking)) {
    if (dateTime) refuse('InvalidArgument', 'A stay has no dateTime', { argument: 'dateTime' });
    if (!startDate && !endDate) refuseNothing();
    const stay = { startDate: startDate ?? booking.startDate, endDate: endDate ?? booking.endDate };
    const fault = stayFault(stay, now.slice(0, 10));
    if (fault) refuse('InvalidArgument', fault.message, { argument: fault.argument });
    return stay;
  }
  if (startDate || endDate)
    refuse('InvalidArgument', 'An appointment has a dateTime and nothing else', {
      argument: startDate ? 'startDate' : 'endDate',
    });
  if (!dateTime) return refuseNothing();
  const instant = instantOf(dateTime, 'dateTime');
  const fault = appointmentFault(instant, now);
  if (fault) refuse('InvalidArgument', fault, { argument: 'dateTime' });
  return { dateTime: instant };
}

const refuseNothing = () => refuse('InvalidArgument', 'input names nothing to change', { argument: 'input' });
