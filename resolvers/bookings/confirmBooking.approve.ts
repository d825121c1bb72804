import { util, type Context, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import type { ApartmentBooking, MutationConfirmBookingArgs } from '../../model/schema.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { announceApproval, approveBooking, extendClaim, occupyApartment } from './approval.ts';
import { bookingResult } from './bookingResult.ts';

interface Reason {
  readonly type: string;
  readonly item?: Record<string, unknown>;
}

/**
 * Step 2 of 2. Booking, apartment, event and claim in one transaction: of stays that share a night one
 * is approved, whoever confirms at the same time.
 */
export function request(ctx: Context<MutationConfirmBookingArgs>): DynamoDBTransactWriteItemsRequest {
  const { tableName, eventTtlDays } = settingsOf(ctx);
  const booking = ctx.stash.booking as ApartmentBooking;
  const now = util.time.nowISO8601();
  ctx.stash.approved = { ...booking, status: 'APPROVED', updatedOn: now };
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      approveBooking(tableName, booking, now),
      occupyApartment(tableName, booking, now),
      announceApproval(tableName, booking, now, eventTtlDays),
      extendClaim(tableName, booking),
    ],
  };
}

export function response(ctx: Context<MutationConfirmBookingArgs>) {
  if (ctx.error) {
    const reasons: Reason[] = ctx.result?.cancellationReasons ?? [];
    explain(ctx.stash.booking, reasons);
    passOn(ctx.error, reasons);
  }
  return bookingResult(ctx.stash.approved);
}

/** Ends the field with the rule that stopped the transaction; its reasons are in the order of its items. */
function explain({ apartmentId }: ApartmentBooking, reasons: Reason[]) {
  const [booking, apartment, event, claim] = reasons;
  if (failedCondition(booking))
    refuse('StateConflict', 'The booking has moved on', { status: booking?.item?.status ?? null });
  if (failedCondition(event)) refuse('StateConflict', 'The booking was approved before');
  if (failedCondition(apartment) && !apartment?.item)
    refuse('NotFound', 'There is no such apartment', { apartmentId });
  if (failedCondition(apartment))
    refuse('DatesTaken', 'An approved stay has one of these nights', { apartmentId });
  if (failedCondition(claim))
    refuse('StateConflict', 'The request behind this booking was withdrawn, or replaced by another');
}
