import { util, type Context } from '@aws-appsync/utils';
import { bookingKey } from '../../../model/bookings/keys.ts';
import { canMoveBooking, statusAt, type BookingState } from '../../../model/bookings/states.ts';
import { isBefore } from '../../../model/instants.ts';
import { paymentPrefix } from '../../../model/payments/keys.ts';
import type { PayBooking } from '../../../model/payments/messages.ts';
import { isOpenPayment, MAX_PAYMENT_ATTEMPTS, type PaymentState } from '../../../model/payments/states.ts';
import type { ApartmentBooking, ServiceBooking } from '../../../model/schema.ts';
import { checkId } from '../../platform/arguments.ts';
import { actorOf, checkMayAct } from '../../platform/context.ts';
import { queryPartition, type Page } from '../../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../../platform/errors.ts';
import { instantAt, nowInstant } from '../../platform/time.ts';

/** What is paid for. The row has its GraphQL type, and is never QUEUED. */
export type BookingRow = Omit<ApartmentBooking | ServiceBooking, 'status' | '__typename'> & {
  readonly __edb_e__: 'ApartmentBooking' | 'ServiceBooking';
  readonly status: BookingState;
};

/** A booking's payment, as far as claiming it looks into it. */
interface PaymentRow {
  readonly attempt: number;
  readonly paymentId: string;
  readonly paymentStatus: PaymentState;
  /** ISO 8601. Absent while an amount is held and nobody asks for it. */
  readonly heldUntil?: string;
}

/**
 * How a payment is claimed: begun, taken over from a request whose hold has passed, as its message was perhaps never sent, or
 * taken on where its amount is held.
 */
type ClaimKind = 'begin' | 'takeOver' | 'takeHeld';

interface Stash {
  booking: BookingRow;
  /** Which of the booking's payments this is, counted from 1. */
  attempt: number;
  claim: ClaimKind;
  /** Until when the payment is claimed. ISO 8601. */
  heldUntil: string;
  message: PayBooking;
  /** Whether SQS took the message. */
  enqueued: boolean;
}

/** A step of a mutation that moves a booking's payment. */
export type PaymentStep<Result = unknown> = Context<
  { bookingId: string },
  Stash,
  { result: object },
  undefined,
  Result
>;

/** Reads the booking and all its payments at once. */
export const readBooking = (ctx: PaymentStep) =>
  queryPartition(bookingKey(checkId(ctx.args.bookingId, 'bookingId')).pk);

/** Leaves the booking in the stash, and returns its latest payment. Throws where it is not the caller's to pay for. */
export function latestPayment(ctx: PaymentStep<Page<{ sk: string }>>): PaymentRow | undefined {
  if (ctx.error) throwDataSourceError(ctx.error);
  const { bookingId } = ctx.args;
  const rows = ctx.result.items;
  // The row of the booking's key.
  const booking = rows.find(({ sk }) => sk === bookingKey(bookingId).sk) as BookingRow | undefined;
  if (!booking) throwError('NotFound', 'There is no such booking', { bookingId });
  checkMayAct(actorOf(ctx), booking.userId);
  ctx.stash.booking = booking;
  // The rows of payments' keys, in the order of their keys.
  const payments = rows.filter(({ sk }) => sk.startsWith(paymentPrefix)) as object[] as PaymentRow[];
  return payments[payments.length - 1];
}

/** Throws where the booking in the stash cannot be paid. */
export function checkPayable(ctx: PaymentStep): void {
  const status = statusAt(ctx.stash.booking, nowInstant());
  if (!canMoveBooking(status, 'PAID')) throwError('StateConflict', `The booking is ${status}`, { status });
}

/** Goes on with the payment, or begins the next. Throws where one is under way, or there were too many. */
export function beginOrTakeOver(ctx: PaymentStep, last: PaymentRow | undefined): object {
  if (last && isOpenPayment(last.paymentStatus)) {
    checkNotClaimed(last);
    return keepClaim(
      ctx,
      last.attempt,
      last.paymentStatus === 'PAYMENT_AUTHORIZED' ? 'takeHeld' : 'takeOver',
    );
  }
  const attempts = last ? last.attempt : 0;
  if (attempts >= MAX_PAYMENT_ATTEMPTS)
    throwError('PaymentRefused', 'Payments of this booking were refused too often', { attempts });
  return keepClaim(ctx, attempts + 1, 'begin');
}

/** Goes on with the payment whose amount is held. Throws where none is. */
export function takeHeld(ctx: PaymentStep, last: PaymentRow | undefined): object {
  const status = last ? last.paymentStatus : null;
  if (last && status && isOpenPayment(status)) checkNotClaimed(last);
  if (!last || status !== 'PAYMENT_AUTHORIZED')
    throwError('StateConflict', 'No amount is held for this booking', { status });
  return keepClaim(ctx, last.attempt, 'takeHeld');
}

function checkNotClaimed(payment: PaymentRow): void {
  if (isBefore(nowInstant(), payment.heldUntil ?? '')) throwInProgress(payment.paymentId);
}

function keepClaim(ctx: PaymentStep, attempt: number, claim: ClaimKind): object {
  ctx.stash.attempt = attempt;
  ctx.stash.claim = claim;
  ctx.stash.heldUntil = holdExpiry();
  ctx.stash.message = { bookingId: ctx.stash.booking.id, attempt };
  return {};
}

export function throwInProgress(paymentId: string): never {
  throwError('PaymentInProgress', 'A payment of this booking is under way', { paymentId });
}

const HOLD_SECONDS = 900;

/**
 * Returns until when a payment claimed now is not claimed again. By then its message was received. If none was ever
 * sent, because the request that claimed it stopped there, a repeated request may send it.
 */
const holdExpiry = () => instantAt(util.time.nowEpochMilliSeconds() + HOLD_SECONDS * 1000);
