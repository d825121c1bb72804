import type { Context } from '@aws-appsync/utils';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { claimKey } from '../../model/bookings/keys.ts';
import { isSeated, isStay, claimSubjectOf, type StoredBooking } from '../../model/bookings/kinds.ts';
import type { MutationCancelBookingArgs } from '../../model/schema.ts';
import { actorOf, checkMayRead, eventTtlDaysOf, traceField } from '../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  cancellationReasonsOf,
  transactWriteItems,
  type BatchResult,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { deleteClaim, freeNights, heldNights } from './shared/bookingHoldings.ts';
import { bookingResult, bookingRow, getBookingRow } from './shared/bookings.ts';
import { leaveSlot } from './shared/seats.ts';
import { checkMoved, checkTransition, moveBooking } from './shared/bookingTransition.ts';

interface Stash {
  booking: StoredBooking;
  /** Whether the person's claim is this booking's. */
  isClaimOurs: boolean;
  /** What the apartment holds, of every booking. */
  nights: string[];
  cancelled: StoredBooking & { readonly updatedOn: string };
}

type Step<Result = unknown> = Context<MutationCancelBookingArgs, Stash, undefined, undefined, Result>;

/** Reads the booking, which its owner and staff may cancel. */
export const read = {
  request(ctx: Step) {
    return getBookingRow(ctx.args.bookingId, 'bookingId');
  },

  response(ctx: Step<StoredBooking | null>) {
    const booking = bookingRow(ctx, ctx.args.bookingId);
    checkMayRead(actorOf(ctx), booking.userId);
    checkTransition(booking, 'CANCELLED');
    ctx.stash.booking = booking;
    return booking;
  },
};

/** Reads what the booking holds: its person's claim, and nights of its apartment. */
export const readHoldings = {
  request(ctx: Step) {
    const { booking } = ctx.stash;
    const keys = [claimKey(booking.userId, claimSubjectOf(booking))];
    if (isStay(booking) && booking.status !== 'PENDING') keys.push(apartmentKey(booking.apartmentId));
    return batchGetItems(ctx, keys, { consistentRead: true });
  },

  response(ctx: Step<BatchResult<[{ bookingId: string } | null, { nights?: string[] }?]>>) {
    const [claim, apartment] = batchRows(ctx);
    ctx.stash.isClaimOurs = claim?.bookingId === ctx.stash.booking.id;
    ctx.stash.nights = apartment?.nights ?? [];
    return {};
  },
};

/** Writes booking, event, claim, nights and seat in one transaction. */
export const cancel = {
  request(ctx: Step) {
    const { booking, isClaimOurs, nights } = ctx.stash;
    const now = nowInstant();
    ctx.stash.cancelled = { ...booking, status: 'CANCELLED', updatedOn: now };
    return transactWriteItems(ctx, [
      ...moveBooking({
        booking,
        to: 'CANCELLED',
        now,
        eventTtlDays: eventTtlDaysOf(ctx),
        trace: traceField(ctx),
      }),
      ...(isClaimOurs ? [deleteClaim(booking)] : []),
      ...(isStay(booking) && heldNights(booking, nights).length > 0
        ? [freeNights(booking, nights, now)]
        : []),
      ...(isSeated(booking) ? [leaveSlot(booking.id, booking)] : []),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    if (ctx.error) {
      const reasons = cancellationReasonsOf(ctx);
      checkMoved(reasons);
      if (reasons.some((reason) => conditionFailed(reason)))
        throwError('TryAgain', 'Somebody else is changing this; try again');
      throwDataSourceError(ctx.error, reasons);
    }
    return bookingResult(ctx.stash.cancelled);
  },
};
