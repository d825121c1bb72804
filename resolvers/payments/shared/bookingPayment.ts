import { runtime, util, type Context } from '@aws-appsync/utils';
import {
  userPaymentsKey,
  paymentSortKey,
  bookingPaymentId,
  bookingPaymentKey,
  paymentPrefix,
} from '../../../model/payments/keys.ts';
import { bookingKey } from '../../../model/bookings/keys.ts';
import { canMoveBooking, statusAt, type BookingState } from '../../../model/bookings/states.ts';
import { isBefore } from '../../../model/instants.ts';
import type { PayBooking } from '../../../model/payments/messages.ts';
import { isOpenPayment, MAX_PAYMENT_ATTEMPTS, type PaymentState } from '../../../model/payments/states.ts';
import type { ApartmentBooking, ServiceBooking } from '../../../model/schema.ts';
import { entityMetadata } from '../../../model/table.ts';
import { checkId } from '../../platform/arguments.ts';
import { actorOf, checkMayAct } from '../../platform/context.ts';
import {
  cancellationReasonsOf,
  conditionCheck,
  deleteItem,
  expressionOf,
  putItem,
  queryPartition,
  rowExists,
  rowIsNew,
  transactWriteItems,
  updateItem,
  withFailedItem,
  type Page,
  type TransactionResult,
} from '../../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../../platform/errors.ts';
import { instantAt, nowInstant } from '../../platform/time.ts';
import { checkUserIsEnabled, userNotDisabled } from '../../platform/users.ts';

/** What is paid for. The row has its GraphQL type, and is never QUEUED. */
type BookingRow = Omit<ApartmentBooking | ServiceBooking, 'status' | '__typename'> & {
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

/**
 * Claims the payment of a booking that is APPROVED at this moment, and whose person is enabled: of any number of requests
 * at one instant one does.
 */
export const claimPayment = {
  request(ctx: PaymentStep) {
    const { booking, attempt, claim } = ctx.stash;
    return transactWriteItems(ctx, [
      writeClaim(ctx),
      conditionCheck(
        bookingKey(booking.id),
        withFailedItem({
          ...expressionOf('#status = :approved', { ':approved': 'APPROVED' }),
          expressionNames: { '#status': 'status' },
        }),
      ),
      userNotDisabled(booking.userId),
      ...(claim === 'begin' && attempt > 1 ? [supersede(booking, attempt - 1)] : []),
    ]);
  },

  response(ctx: PaymentStep<TransactionResult<{ status?: string }>>) {
    return claimed(ctx);
  },
};

/** Claims the payment to let its amount go, which also a disabled person may, whatever became of the booking. */
export const claimToVoid = {
  request(ctx: PaymentStep) {
    return transactWriteItems(ctx, [writeClaim(ctx)]);
  },

  response(ctx: PaymentStep<TransactionResult<{ status?: string }>>) {
    return claimed(ctx);
  },
};

/** Returns the booking whose payment was claimed. Throws where it was not. */
function claimed(ctx: PaymentStep<TransactionResult<{ status?: string }>>) {
  const { booking, attempt } = ctx.stash;
  if (ctx.error) {
    const reasons = cancellationReasonsOf(ctx);
    const [payment, moved, user] = reasons;
    checkUserIsEnabled(user, booking.userId);
    if (conditionFailed(moved))
      throwError('StateConflict', 'The booking has moved on', { status: moved?.item?.status ?? null });
    if (conditionFailed(payment)) throwInProgress(bookingPaymentId(booking.id, attempt));
    throwDataSourceError(ctx.error, reasons);
  }
  return { ...booking, __typename: booking.__edb_e__ };
}

/**
 * Answers the booking where its payment was queued. Otherwise gives up the claim and throws. A payment that was
 * taken over stays as it is, because its first message may be on its way, and so does one that a worker has begun, because
 * SQS had taken the message after all.
 */
export const releasePayment = {
  request(ctx: PaymentStep) {
    const { booking, attempt, claim, enqueued, heldUntil } = ctx.stash;
    if (enqueued) runtime.earlyReturn(ctx.prev.result);
    if (claim === 'takeOver') throwUnavailable();
    const key = bookingPaymentKey(booking.id, attempt);
    return transactWriteItems(ctx, [
      claim === 'begin'
        ? deleteItem(
            key,
            expressionOf('paymentStatus = :pending AND attribute_not_exists(amountCents)', {
              ':pending': 'PAYMENT_PENDING',
            }),
          )
        : updateItem(
            key,
            { expression: 'REMOVE heldUntil' },
            expressionOf('paymentStatus = :authorized AND heldUntil = :heldUntil', {
              ':authorized': 'PAYMENT_AUTHORIZED',
              ':heldUntil': heldUntil,
            }),
          ),
      ...(claim === 'begin' && attempt > 1
        ? [
            updateItem(
              bookingPaymentKey(booking.id, attempt - 1),
              { expression: 'REMOVE superseded' },
              rowExists,
            ),
          ]
        : []),
    ]);
  },

  response(ctx: PaymentStep<TransactionResult>) {
    if (conditionFailed(cancellationReasonsOf(ctx)[0])) return ctx.prev.result;
    // A claim that could not be given up ends with its hold.
    if (ctx.error) console.error(ctx.error);
    return throwUnavailable();
  },
};

function throwUnavailable(): never {
  throwError('QueueUnavailable', 'The payment could not be queued; try again');
}

function throwInProgress(paymentId: string): never {
  throwError('PaymentInProgress', 'A payment of this booking is under way', { paymentId });
}

const writeClaim = (ctx: PaymentStep) => {
  const { booking, attempt, claim, heldUntil } = ctx.stash;
  const key = bookingPaymentKey(booking.id, attempt);
  if (claim === 'begin') return putItem(key, newPayment(booking, attempt, heldUntil), rowIsNew);
  const now = nowInstant();
  return updateItem(
    key,
    expressionOf('SET heldUntil = :until', { ':until': heldUntil }),
    claim === 'takeOver'
      ? expressionOf('paymentStatus IN (:pending, :failed) AND heldUntil <= :now', {
          ':pending': 'PAYMENT_PENDING',
          ':failed': 'PAYMENT_FAILED',
          ':now': now,
        })
      : expressionOf(
          'paymentStatus = :authorized AND (attribute_not_exists(heldUntil) OR heldUntil <= :now)',
          { ':authorized': 'PAYMENT_AUTHORIZED', ':now': now },
        ),
  );
};

const newPayment = (booking: BookingRow, attempt: number, heldUntil: string) => {
  const { id, userId } = booking;
  const now = nowInstant();
  const paymentId = bookingPaymentId(id, attempt);
  return {
    subject: 'BOOKING',
    subjectId: id,
    attempt,
    paymentId,
    userId,
    paymentStatus: 'PAYMENT_PENDING',
    paymentRetries: 0,
    heldUntil,
    createdOn: now,
    updatedOn: now,
    gsi1pk: userPaymentsKey(userId),
    gsi1sk: paymentSortKey(now, paymentId),
    ...entityMetadata('Payment'),
  };
};

/** What a person's payments are listed by shows which of a booking's is the one that counts. */
const supersede = (booking: BookingRow, attempt: number) =>
  updateItem(
    bookingPaymentKey(booking.id, attempt),
    expressionOf('SET superseded = :true', { ':true': true }),
    rowExists,
  );

const HOLD_SECONDS = 900;

/**
 * Returns until when a payment claimed now is not claimed again. By then its message was received. If none was ever
 * sent, because the request that claimed it stopped there, a repeated request may send it.
 */
const holdExpiry = () => instantAt(util.time.nowEpochMilliSeconds() + HOLD_SECONDS * 1000);
