import { util, type Context } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { appointmentFault } from '../../model/bookings/kinds.ts';
import { bookingKey, bookingSortKey, claimKey } from '../../model/bookings/keys.ts';
import {
  claimContentOf,
  isStay,
  claimSubjectOf,
  type StoredAppointment,
  type StoredBooking,
} from '../../model/bookings/kinds.ts';
import { endOf, statusAt } from '../../model/bookings/states.ts';
import { stayFault } from '../../model/bookings/stays.ts';
import type { MutationUpdateBookingArgs, UpdateBookingInput } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { isBefore } from '../../model/instants.ts';
import { instantOf } from '../platform/arguments.ts';
import { actorOf, checkMayAct, holdHoursOf } from '../platform/context.ts';
import {
  cancellationReasonsOf,
  conditionCheck,
  expressionOf,
  putItem,
  setAttributes,
  transactWriteItems,
  updateItem,
  withFailedItem,
  type TransactionResult,
  type Write,
} from '../platform/dynamodb.ts';
import {
  conditionFailed,
  throwDataSourceError,
  throwError,
  type CancellationReason,
} from '../platform/errors.ts';
import { checkUserIsEnabled, userNotDisabled } from '../platform/users.ts';
import { nowInstant } from '../platform/time.ts';
import { deleteClaim, expiryAfter, nightsFree, ttlOf, updateClaim } from './shared/bookingHoldings.ts';
import { bookingResult, bookingRow, getBookingRow } from './shared/bookings.ts';
import { checkMoved, isUnchanged } from './shared/bookingTransition.ts';

type Changed = StoredBooking & { readonly updatedOn: string };

interface Stash {
  booking: StoredBooking;
  changed: Changed;
}

type Step<Result = unknown> = Context<MutationUpdateBookingArgs, Stash, undefined, undefined, Result>;

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
 * The hold as a request of these dates would have got it, whatever dates the booking had in between: it ends where the
 * booking would be over, because nobody confirms that. A hold that was longer, by a setting of its time, stays.
 */
function holdOf(changed: Changed, holdHours: number): string {
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
      ...changeHoldings(booking, changed),
    ]);
  },

  response(ctx: Step<UpdateResult>) {
    if (ctx.error) {
      const reasons = cancellationReasonsOf(ctx);
      const [user, booking, claim, other] = reasons;
      checkUserIsEnabled(user, ctx.stash.booking.userId);
      checkMoved(booking ? [booking] : []);
      if (conditionFailed(other)) throwOtherHolds(ctx.stash.booking, other);
      if (conditionFailed(claim))
        throwError('StateConflict', 'The request behind this booking was withdrawn, or replaced by another');
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

function changeBooking(booking: StoredBooking, changed: Changed): Write {
  const date = isStay(changed) ? changed.startDate : changed.dateTime;
  const order = bookingSortKey(date, booking.id);
  return updateItem(
    bookingKey(booking.id),
    setAttributes({
      ...(isStay(changed)
        ? { startDate: changed.startDate, endDate: changed.endDate }
        : { dateTime: changed.dateTime }),
      holdUntil: changed.holdUntil,
      updatedOn: changed.updatedOn,
      gsi1sk: order,
      gsi2sk: order,
    }),
    isUnchanged(booking, changed.updatedOn),
  );
}

/** The claim, then what a change needs beside it. */
function changeHoldings(booking: StoredBooking, changed: Changed): Write[] {
  const { holdUntil } = changed;
  const held = { heldUntil: holdUntil, ttl: ttlOf(holdUntil) };
  if (isStay(changed))
    return [
      updateClaim(booking, { content: claimContentOf(changed), ...held }),
      conditionCheck(apartmentKey(changed.apartmentId), nightsFree(changed)),
    ];
  if (claimSubjectOf(booking) === claimSubjectOf(changed)) return [updateClaim(booking, held)];
  return [deleteClaim(booking), claimOtherTime(changed, held)];
}

/** Another time is another subject, for which the person must not have a booking in progress. */
function claimOtherTime(
  changed: StoredAppointment & Changed,
  held: { heldUntil: string; ttl: number },
): Write {
  const { id: bookingId, userId } = changed;
  const subject = claimSubjectOf(changed);
  return putItem(
    claimKey(userId, subject),
    {
      userId,
      subject,
      bookingId,
      content: claimContentOf(changed),
      ...held,
      ...entityMetadata('BookingClaim'),
    },
    withFailedItem(
      expressionOf('attribute_not_exists(pk) OR heldUntil <= :now', { ':now': changed.updatedOn }),
    ),
  );
}

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
