import { runtime } from '@aws-appsync/utils';
import { bookingKey } from '../../../model/bookings/keys.ts';
import {
  bookingPaymentId,
  bookingPaymentKey,
  paymentSortKey,
  userPaymentsKey,
} from '../../../model/payments/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import {
  cancellationReasonsOf,
  conditionCheck,
  deleteItem,
  expressionOf,
  putItem,
  rowExists,
  rowIsNew,
  transactWriteItems,
  updateItem,
  withFailedItem,
  type TransactionResult,
} from '../../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';
import { checkUserIsEnabled, userNotDisabled } from '../../platform/users.ts';
import { throwInProgress, type BookingRow, type PaymentStep } from './bookingPayment.ts';

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
