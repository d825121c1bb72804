import { runtime, util, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { appointmentFault, isStay, type StoredBooking } from '../../model/bookings/kinds.ts';
import { endOf, statusAt } from '../../model/bookings/states.ts';
import { stayFault } from '../../model/bookings/stays.ts';
import { isBefore } from '../../model/instants.ts';
import type { MutationUpdateBookingArgs, UpdateBookingInput } from '../../model/schema.ts';
import { instantOf } from '../platform/arguments.ts';
import { actorOf, checkMayAct, holdHoursOf } from '../platform/context.ts';
import { cancellationReasonsOf, transactWriteItems, type TransactionResult } from '../platform/dynamodb.ts';
import {
  conditionFailed,
  throwDataSourceError,
  throwError,
  type CancellationReason,
} from '../platform/errors.ts';
import { checkUserIsEnabled, userNotDisabled } from '../platform/users.ts';
import { nowInstant } from '../platform/time.ts';
import {
  changeBooking,
  changeHoldings,
  isMoved,
  type BookingChange,
  type ChangedBooking,
} from './shared/bookingChange.ts';
import { expiryAfter } from './shared/bookingHoldings.ts';
import { bookingResult, bookingRow, getBookingRow } from './shared/bookings.ts';
import { checkMoved } from './shared/bookingTransition.ts';
import { stayPriceOf, type ApartmentRow } from './shared/nightPrices.ts';
import { throwSlotTaken } from './shared/seats.ts';
import { checkOffered, checkSlot, serviceKey } from './shared/slotTimes.ts';

type Step<Result = unknown> = Context<MutationUpdateBookingArgs, BookingChange, undefined, undefined, Result>;

/** The row in the way of the claim that the changed booking needs. */
type UpdateResult = TransactionResult<{ bookingId?: string }>;

/** Reads the booking, and checks the dates its owner, or an Admin, wants for it. */
export const read = {
  request(ctx: Step) {
    return getBookingRow(ctx.args.input.bookingId, 'bookingId');
  },

  response(ctx: Step<StoredBooking | null>) {
    const booking = bookingRow(ctx, ctx.args.input.bookingId);
    checkMayAct(actorOf(ctx), booking.userId);
    const now = nowInstant();
    const status = statusAt(booking, now);
    if (status !== 'PENDING') throwError('StateConflict', `The booking is ${status}`, { status });
    const changed = { ...booking, ...wantedDates(booking, ctx.args.input, now), updatedOn: now };
    ctx.stash.booking = booking;
    ctx.stash.changed = { ...changed, holdUntil: holdOf(changed, holdHoursOf(ctx)) };
    return booking;
  },
};

/**
 * Reads who sells it, because other dates have another price: the apartment of a stay, the service of an appointment that
 * is moved.
 */
export const readSeller = {
  request(ctx: Step) {
    const { booking, changed } = ctx.stash;
    if (isStay(changed)) return get({ key: apartmentKey(changed.apartmentId) });
    if (!isMoved(booking, changed)) return runtime.earlyReturn({});
    return get({ key: serviceKey(changed.serviceId) });
  },

  response(ctx: Step<object | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { changed } = ctx.stash;
    if (isStay(changed)) {
      const { apartmentId } = changed;
      // The row of the apartment's key.
      const apartment = ctx.result as ApartmentRow | null;
      if (!apartment) throwError('NotFound', 'There is no such apartment', { apartmentId });
      ctx.stash.changed = { ...changed, priceCents: stayPriceOf(apartment, changed) };
      return {};
    }
    // The row of the service's key.
    const service = checkOffered(ctx.result, changed.serviceId);
    checkSlot(changed.dateTime, service);
    const { priceCents, productVersion, capacity } = service;
    ctx.stash.changed = { ...changed, priceCents, productVersion };
    ctx.stash.capacity = capacity;
    return {};
  },
};

/**
 * The hold as a request of these dates would have got it, whatever dates the booking had in between: it ends where the
 * booking would be over, because nobody confirms that. A hold that was longer, by a setting of its time, stays.
 */
function holdOf(changed: ChangedBooking, holdHours: number): string {
  const end = endOf(changed) ?? changed.holdUntil;
  const created = util.time.parseISO8601ToEpochMilliSeconds(changed.createdOn);
  const holdUntil = expiryAfter(created, holdHours, end);
  const longest = isBefore(holdUntil, changed.holdUntil) ? changed.holdUntil : holdUntil;
  return isBefore(end, longest) ? end : longest;
}

/**
 * Changes the booking and its claim together, if nothing changed since they were read. The status stays, so there is
 * no event: events announce statuses, each once.
 */
export const change = {
  request(ctx: Step) {
    const { booking, changed } = ctx.stash;
    return transactWriteItems(ctx, [
      userNotDisabled(booking.userId),
      changeBooking(booking, changed),
      ...changeHoldings(ctx.stash),
    ]);
  },

  response(ctx: Step<UpdateResult>) {
    if (ctx.error) {
      const reasons = cancellationReasonsOf(ctx);
      const [user, booking, claim, other, seat] = reasons;
      checkUserIsEnabled(user, ctx.stash.booking.userId);
      checkMoved(booking ? [booking] : []);
      if (conditionFailed(other)) throwOtherHolds(ctx.stash.booking, other);
      if (conditionFailed(claim))
        throwError('StateConflict', 'The request behind this booking was withdrawn, or replaced by another');
      const { changed } = ctx.stash;
      if (conditionFailed(seat) && !isStay(changed)) throwSlotTaken(changed);
      throwDataSourceError(ctx.error, reasons);
    }
    return bookingResult(ctx.stash.changed);
  },
};

/** Returns the dates the booking is to have. Throws where its kind has no such dates, or cannot have these. */
function wantedDates(booking: StoredBooking, input: UpdateBookingInput, now: string) {
  const { startDate, endDate, dateTime } = input;
  if (isStay(booking)) {
    if (dateTime) throwError('InvalidArgument', 'A stay has no dateTime', { argument: 'dateTime' });
    if (!startDate && !endDate) throwNothingToChange();
    const stay = { startDate: startDate ?? booking.startDate, endDate: endDate ?? booking.endDate };
    const fault = stayFault(stay, now.slice(0, 10));
    if (fault) throwError('InvalidArgument', fault.message, { argument: fault.argument });
    return stay;
  }
  if (startDate || endDate)
    throwError('InvalidArgument', 'An appointment has a dateTime and nothing else', {
      argument: startDate ? 'startDate' : 'endDate',
    });
  if (!dateTime) return throwNothingToChange();
  const instant = instantOf(dateTime, 'dateTime');
  const fault = appointmentFault(instant, now);
  if (fault) throwError('InvalidArgument', fault, { argument: 'dateTime' });
  return { dateTime: instant };
}

const throwNothingToChange = () =>
  throwError('InvalidArgument', 'input names nothing to change', { argument: 'input' });

/** Throws because another booking has the time or a night, or the apartment is gone. */
function throwOtherHolds(
  booking: StoredBooking,
  reason: CancellationReason<{ bookingId?: string }> | undefined,
): never {
  if (!isStay(booking))
    throwError('BookingInProgress', 'This person has a booking in progress for this service and time', {
      bookingId: reason?.item?.bookingId ?? null,
    });
  const { apartmentId } = booking;
  if (!reason?.item) throwError('NotFound', 'There is no such apartment', { apartmentId });
  throwError('DatesTaken', 'An approved stay has one of these nights', { apartmentId });
}
