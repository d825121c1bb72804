import { runtime, util, type Context } from '@aws-appsync/utils';
import { bookingKey } from '../../model/bookings/keys.ts';
import { canMoveBooking, statusAt, type BookingState } from '../../model/bookings/states.ts';
import { bookingPaymentId, bookingPaymentKey, paymentPrefix } from '../../model/payments/keys.ts';
import type { PayBooking } from '../../model/payments/messages.ts';
import { isOpenPayment, MAX_PAYMENT_ATTEMPTS, type PaymentState } from '../../model/payments/states.ts';
import type { ApartmentBooking, MutationPayBookingArgs, ServiceBooking } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { isBefore } from '../../model/instants.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayAct } from '../platform/context.ts';
import {
  cancellationReasonsOf,
  conditionCheck,
  deleteItem,
  expressionOf,
  putItem,
  queryPartition,
  rowIsNew,
  transactWriteItems,
  updateItem,
  withFailedItem,
  type Page,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkUserIsEnabled, userNotDisabled } from '../platform/users.ts';
import { instantAt, nowInstant } from '../platform/time.ts';

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
  /** ISO 8601. */
  readonly heldUntil: string;
}

interface Stash {
  booking: BookingRow;
  /** Which of the booking's payments this is, counted from 1. */
  attempt: number;
  /** False for one whose hold has passed, as its message was perhaps never sent. */
  isPaymentNew: boolean;
  message: PayBooking;
  /** Whether SQS took the message. */
  enqueued: boolean;
}

type Step<Result = unknown> = Context<MutationPayBookingArgs, Stash, { result: object }, undefined, Result>;

/** Reads the booking and all its payments at once, and finds which payment is the next. */
export const validate = {
  request(ctx: Step) {
    return queryPartition(bookingKey(checkId(ctx.args.bookingId, 'bookingId')).pk);
  },

  response(ctx: Step<Page<{ sk: string }>>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { bookingId } = ctx.args;
    const rows = ctx.result.items;
    // The row of the booking's key.
    const booking = rows.find(({ sk }) => sk === bookingKey(bookingId).sk) as BookingRow | undefined;
    if (!booking) throwError('NotFound', 'There is no such booking', { bookingId });
    checkMayAct(actorOf(ctx), booking.userId);
    checkPayable(booking);
    // The rows of payments' keys, in the order of their keys.
    const payments = rows.filter(({ sk }) => sk.startsWith(paymentPrefix)) as object[] as PaymentRow[];
    const attempt = attemptAfter(payments[payments.length - 1]);
    ctx.stash.booking = booking;
    ctx.stash.attempt = attempt;
    ctx.stash.isPaymentNew = attempt > payments.length;
    return {};
  },
};

/**
 * Begins the payment, or takes over one whose hold has passed, of a booking that is APPROVED at this moment, and whose
 * person is enabled: of any number of requests at one instant one does.
 */
export const claim = {
  request(ctx: Step) {
    const { booking, attempt, isPaymentNew } = ctx.stash;
    ctx.stash.message = { bookingId: booking.id, attempt };
    return transactWriteItems(ctx, [
      conditionCheck(
        bookingKey(booking.id),
        withFailedItem({
          ...expressionOf('#status = :approved', { ':approved': 'APPROVED' }),
          expressionNames: { '#status': 'status' },
        }),
      ),
      isPaymentNew ? beginPayment(booking, attempt) : takeOverPayment(booking, attempt),
      userNotDisabled(booking.userId),
    ]);
  },

  response(ctx: Step<TransactionResult<{ status?: string }>>) {
    const { booking, attempt } = ctx.stash;
    if (ctx.error) {
      const reasons = cancellationReasonsOf(ctx);
      const [moved, claimed, user] = reasons;
      checkUserIsEnabled(user, booking.userId);
      if (conditionFailed(moved))
        throwError('StateConflict', 'The booking has moved on', { status: moved?.item?.status ?? null });
      if (conditionFailed(claimed)) throwInProgress(bookingPaymentId(booking.id, attempt));
      throwDataSourceError(ctx.error, reasons);
    }
    return { ...booking, __typename: booking.__edb_e__ };
  },
};

/**
 * Answers the booking where its payment was queued. Otherwise deletes the payment and throws. A payment that was
 * taken over stays, because its first message may be on its way, and so does one that a worker has begun, because
 * SQS had taken the message after all.
 */
export const release = {
  request(ctx: Step) {
    if (ctx.stash.enqueued) runtime.earlyReturn(ctx.prev.result);
    if (!ctx.stash.isPaymentNew) throwUnavailable();
    return deleteItem(
      bookingPaymentKey(ctx.stash.booking.id, ctx.stash.attempt),
      expressionOf('paymentStatus = :pending AND attribute_not_exists(amountCents)', {
        ':pending': 'PAYMENT_PENDING',
      }),
    );
  },

  response(ctx: Step) {
    if (conditionFailed(ctx.error)) return ctx.prev.result;
    // A payment that could not be deleted ends with its hold.
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

/** Throws where a booking in this status cannot be paid. */
function checkPayable(booking: BookingRow) {
  const status = statusAt(booking, nowInstant());
  if (!canMoveBooking(status, 'PAID')) throwError('StateConflict', `The booking is ${status}`, { status });
}

/** Returns the attempt to begin or to take over. Throws where one is under way, or there were too many. */
function attemptAfter(last: PaymentRow | undefined): number {
  if (!last) return 1;
  const { attempt, paymentId } = last;
  if (isOpenPayment(last.paymentStatus)) {
    if (isBefore(nowInstant(), last.heldUntil)) throwInProgress(paymentId);
    return attempt;
  }
  if (attempt >= MAX_PAYMENT_ATTEMPTS)
    throwError('PaymentRefused', 'Payments of this booking were refused too often', { attempts: attempt });
  return attempt + 1;
}

const beginPayment = (booking: BookingRow, attempt: number) => {
  const { id, userId } = booking;
  const now = nowInstant();
  const payment = {
    subject: 'BOOKING',
    subjectId: id,
    attempt,
    paymentId: bookingPaymentId(id, attempt),
    userId,
    paymentStatus: 'PAYMENT_PENDING',
    paymentRetries: 0,
    heldUntil: holdExpiry(),
    createdOn: now,
    updatedOn: now,
    ...entityMetadata('Payment'),
  };
  return putItem(bookingPaymentKey(id, attempt), payment, rowIsNew);
};

const takeOverPayment = (booking: BookingRow, attempt: number) =>
  updateItem(
    bookingPaymentKey(booking.id, attempt),
    expressionOf('SET heldUntil = :until', { ':until': holdExpiry() }),
    expressionOf('paymentStatus IN (:pending, :failed) AND heldUntil <= :now', {
      ':pending': 'PAYMENT_PENDING',
      ':failed': 'PAYMENT_FAILED',
      ':now': nowInstant(),
    }),
  );

const HOLD_SECONDS = 900;

/**
 * Returns until when a payment claimed now is not claimed again. By then its message was received. If none was ever
 * sent, because the request that claimed it stopped there, a repeated request may send it.
 */
const holdExpiry = () => instantAt(util.time.nowEpochMilliSeconds() + HOLD_SECONDS * 1000);
