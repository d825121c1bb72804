import { util, type Context, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { isStay, type StoredBooking } from '../../model/bookings/kinds.ts';
import { nightsOf } from '../../model/bookings/stays.ts';
import type { MutationCancelBookingArgs } from '../../model/schema.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { bookingResult } from './bookingResult.ts';
import { explainMove, type Reason } from './movedOn.ts';
import { announce, moveBooking, type Move } from './moves.ts';
import { freeNights } from './nights.ts';
import { deleteClaim } from './ownClaims.ts';

/** Step 3 of 3. Booking, event, claim and nights in one transaction. */
export function request(ctx: Context<MutationCancelBookingArgs>): DynamoDBTransactWriteItemsRequest {
  const { tableName: table, eventTtlDays } = settingsOf(ctx);
  const booking = ctx.stash.booking as StoredBooking;
  const nights = ctx.stash.nights as string[];
  const now = util.time.nowISO8601();
  const move: Move = { table, booking, to: 'CANCELLED', now, eventTtlDays };
  ctx.stash.cancelled = { ...booking, status: 'CANCELLED', updatedOn: now };
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      moveBooking(move),
      announce(move),
      ...(ctx.stash.isClaimOurs ? [deleteClaim(table, booking)] : []),
      ...(isStay(booking) && holdsAny(booking, nights) ? [freeNights(table, booking, nights, now)] : []),
    ],
  };
}

export function response(ctx: Context<MutationCancelBookingArgs>) {
  if (ctx.error) {
    const reasons: Reason[] = ctx.result?.cancellationReasons ?? [];
    explainMove(reasons);
    if (reasons.some((reason) => failedCondition(reason)))
      refuse('TryAgain', 'Somebody else is changing this; try again');
    passOn(ctx.error, reasons);
  }
  return bookingResult(ctx.stash.cancelled);
}

const holdsAny = (stay: Parameters<typeof nightsOf>[0], nights: string[]) =>
  nightsOf(stay).some((night) => nights.indexOf(night) >= 0);
