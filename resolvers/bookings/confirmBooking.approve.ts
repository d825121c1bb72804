import { util, type Context, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { isStay, type StoredBooking } from '../../model/bookings/kinds.ts';
import type { MutationConfirmBookingArgs } from '../../model/schema.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { bookingResult } from './bookingResult.ts';
import { explainMove, type Reason } from './movedOn.ts';
import { announce, moveBooking, type Move } from './moves.ts';
import { occupyApartment } from './nights.ts';
import { extendClaim } from './ownClaims.ts';

/**
 * Step 2 of 2. Booking, event, claim and, for a stay, apartment in one transaction: of stays that share a
 * night one is approved, whoever confirms at the same time.
 */
export function request(ctx: Context<MutationConfirmBookingArgs>): DynamoDBTransactWriteItemsRequest {
  const { tableName: table, eventTtlDays } = settingsOf(ctx);
  const booking = ctx.stash.booking as StoredBooking;
  const now = util.time.nowISO8601();
  const move: Move = { table, booking, to: 'APPROVED', now, eventTtlDays };
  ctx.stash.approved = { ...booking, status: 'APPROVED', updatedOn: now };
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      moveBooking(move),
      announce(move),
      extendClaim(table, booking),
      ...(isStay(booking) ? [occupyApartment(table, booking, now)] : []),
    ],
  };
}

export function response(ctx: Context<MutationConfirmBookingArgs>) {
  if (ctx.error) {
    const reasons: Reason[] = ctx.result?.cancellationReasons ?? [];
    explainMove(reasons);
    explainRest(ctx.stash.booking, reasons);
    passOn(ctx.error, reasons);
  }
  return bookingResult(ctx.stash.approved);
}

function explainRest({ apartmentId }: { apartmentId?: string }, reasons: Reason[]) {
  const [, , claim, apartment] = reasons;
  if (failedCondition(apartment) && !apartment?.item)
    refuse('NotFound', 'There is no such apartment', { apartmentId });
  if (failedCondition(apartment))
    refuse('DatesTaken', 'An approved stay has one of these nights', { apartmentId });
  if (failedCondition(claim))
    refuse('StateConflict', 'The request behind this booking was withdrawn, or replaced by another');
}
