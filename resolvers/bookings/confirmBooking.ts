import type { Context } from '@aws-appsync/utils';
import { isStay, type StoredBooking } from '../../model/bookings/kinds.ts';
import type { MutationConfirmBookingArgs } from '../../model/schema.ts';
import { eventTtlDaysOf, traceField } from '../platform/context.ts';
import { cancellationReasonsOf, transactWriteItems, type TransactionResult } from '../platform/dynamodb.ts';
import {
  conditionFailed,
  throwDataSourceError,
  throwError,
  type CancellationReason,
} from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { extendClaim, occupyApartment } from './shared/bookingHoldings.ts';
import { bookingResult, bookingRow, getBookingRow } from './shared/bookings.ts';
import { checkMoved, checkTransition, moveBooking } from './shared/bookingTransition.ts';

interface Stash {
  booking: StoredBooking;
  approved: StoredBooking & { readonly updatedOn: string };
}

type Step<Result = unknown> = Context<MutationConfirmBookingArgs, Stash, undefined, undefined, Result>;

/** Reads the booking to approve. The next step's condition decides whether it still may be approved. */
export const read = {
  request(ctx: Step) {
    return getBookingRow(ctx.args.bookingId, 'bookingId');
  },

  response(ctx: Step<StoredBooking | null>) {
    const booking = bookingRow(ctx, ctx.args.bookingId);
    checkTransition(booking, 'APPROVED');
    ctx.stash.booking = booking;
    return booking;
  },
};

/**
 * Writes booking, event, claim and, for a stay, apartment in one transaction: of stays that share a night one is
 * approved, whoever confirms at the same time.
 */
export const approve = {
  request(ctx: Step) {
    const { booking } = ctx.stash;
    const now = nowInstant();
    ctx.stash.approved = { ...booking, status: 'APPROVED', updatedOn: now };
    return transactWriteItems(ctx, [
      ...moveBooking({
        booking,
        to: 'APPROVED',
        now,
        eventTtlDays: eventTtlDaysOf(ctx),
        trace: traceField(ctx),
      }),
      extendClaim(booking),
      ...(isStay(booking) ? [occupyApartment(booking, now)] : []),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    if (ctx.error) {
      const reasons = cancellationReasonsOf(ctx);
      checkMoved(reasons);
      checkHoldings(ctx.stash.booking, reasons);
      throwDataSourceError(ctx.error, reasons);
    }
    return bookingResult(ctx.stash.approved);
  },
};

/** Throws where the transaction found the claim gone, the apartment gone, or one of its nights taken. */
function checkHoldings(booking: StoredBooking, reasons: CancellationReason[]): void {
  const [, , claim, apartment] = reasons;
  if (conditionFailed(apartment)) {
    const apartmentId = isStay(booking) ? booking.apartmentId : undefined;
    if (!apartment?.item) throwError('NotFound', 'There is no such apartment', { apartmentId });
    throwError('DatesTaken', 'An approved stay has one of these nights', { apartmentId });
  }
  if (conditionFailed(claim))
    throwError('StateConflict', 'The request behind this booking was withdrawn, or replaced by another');
}
