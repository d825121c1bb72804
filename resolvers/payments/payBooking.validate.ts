import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { bookingKey } from '../../model/bookings/keys.ts';
import { canMoveBooking, statusAt } from '../../model/bookings/states.ts';
import { paymentPrefix } from '../../model/payments/keys.ts';
import { isOpenPayment, MAX_PAYMENT_ATTEMPTS } from '../../model/payments/states.ts';
import type { MutationPayBookingArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../actors.ts';
import { checkId } from '../checks.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import type { BookingPayment, BookingRow } from './bookingPayments.ts';

/** Step 1 of 4. Reads the booking and all its payments at once, and says which payment would be the next. */
export function request(ctx: Context<MutationPayBookingArgs>): DynamoDBQueryRequest {
  const { pk } = bookingKey(checkId(ctx.args.bookingId, 'bookingId'));
  return {
    operation: 'Query',
    query: { expression: 'pk = :pk', expressionValues: util.dynamodb.toMapValues({ ':pk': pk }) },
    consistentRead: true,
  };
}

export function response(ctx: Context<MutationPayBookingArgs>) {
  if (ctx.error) passOn(ctx.error);
  const { bookingId } = ctx.args;
  const rows: { sk: string }[] = ctx.result.items;
  const booking = rows.find(({ sk }) => sk === bookingKey(bookingId).sk) as BookingRow | undefined;
  if (!booking) refuse('NotFound', 'There is no such booking', { bookingId });
  personOf(actorOf(ctx), booking.userId);
  checkPayable(booking);
  const payments = rows.filter(({ sk }) => sk.startsWith(paymentPrefix)) as unknown as BookingPayment[];
  // In the order of their keys.
  const attempt = attemptAfter(payments[payments.length - 1]);
  ctx.stash.booking = booking;
  ctx.stash.attempt = attempt;
  // One that is held no longer, whose message perhaps was never sent.
  ctx.stash.isPaymentNew = attempt > payments.length;
  return {};
}

function checkPayable(booking: BookingRow) {
  // A row never says QUEUED.
  if (booking.status === 'QUEUED') return;
  const status = statusAt({ ...booking, status: booking.status }, util.time.nowISO8601());
  if (!canMoveBooking(status, 'PAID')) refuse('StateConflict', `The booking is ${status}`, { status });
}

function attemptAfter(last: BookingPayment | undefined): number {
  if (!last) return 1;
  const { attempt, paymentId, paymentStatus } = last;
  if (isOpenPayment(paymentStatus as Parameters<typeof isOpenPayment>[0])) {
    if (last.heldUntil > util.time.nowISO8601()) inProgress(paymentId);
    return attempt;
  }
  if (attempt >= MAX_PAYMENT_ATTEMPTS)
    refuse('PaymentRefused', 'Payments of this booking were refused too often', { attempts: attempt });
  return attempt + 1;
}

function inProgress(paymentId: string): never {
  refuse('PaymentInProgress', 'A payment of this booking is under way', { paymentId });
}
