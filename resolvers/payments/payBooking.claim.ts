import { util, type Context, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { bookingKey } from '../../model/bookings/keys.ts';
import { bookingPaymentId, bookingPaymentKey } from '../../model/payments/keys.ts';
import type { PayBooking } from '../../model/payments/messages.ts';
import type { MutationPayBookingArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { bookingResult, paymentHold, type BookingRow } from './bookingPayments.ts';

type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/**
 * Step 2 of 4. Begins the payment, or takes up one that is held no longer, of a booking that is APPROVED
 * at this moment: of any number of requests at one instant one does.
 */
export function request(ctx: Context<MutationPayBookingArgs>): DynamoDBTransactWriteItemsRequest {
  const { tableName } = settingsOf(ctx);
  const { booking, attempt, isPaymentNew } = ctx.stash;
  const key = util.dynamodb.toMapValues(bookingPaymentKey(booking.id, attempt));
  ctx.stash.message = { bookingId: booking.id, attempt } satisfies PayBooking;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      isApproved(tableName, booking),
      { ...(isPaymentNew ? begin(booking, attempt) : takeUp()), table: tableName, key } as TransactItem,
    ],
  };
}

export function response(ctx: Context<MutationPayBookingArgs>) {
  const { booking, attempt } = ctx.stash;
  if (ctx.error) {
    const reasons: { type: string; item?: { status: string } }[] = ctx.result?.cancellationReasons ?? [];
    const [moved, claimed] = reasons;
    if (failedCondition(moved))
      refuse('StateConflict', 'The booking has moved on', { status: moved?.item?.status ?? null });
    if (failedCondition(claimed))
      refuse('PaymentInProgress', 'A payment of this booking is under way', {
        paymentId: bookingPaymentId(booking.id, attempt),
      });
    passOn(ctx.error, reasons);
  }
  return bookingResult(booking);
}

const isApproved = (table: string, { id }: BookingRow): TransactItem => ({
  table,
  operation: 'ConditionCheck',
  key: util.dynamodb.toMapValues(bookingKey(id)),
  condition: {
    expression: '#status = :approved',
    expressionNames: { '#status': 'status' },
    expressionValues: util.dynamodb.toMapValues({ ':approved': 'APPROVED' }),
    returnValuesOnConditionCheckFailure: true,
  },
});

const begin = ({ id, userId }: BookingRow, attempt: number) => {
  const now = util.time.nowISO8601();
  const payment = {
    subject: 'BOOKING',
    subjectId: id,
    attempt,
    paymentId: bookingPaymentId(id, attempt),
    userId,
    paymentStatus: 'PAYMENT_PENDING',
    paymentRetries: 0,
    heldUntil: paymentHold(),
    createdOn: now,
    updatedOn: now,
    ...entityMetadata('Payment'),
  };
  return {
    operation: 'PutItem',
    attributeValues: util.dynamodb.toMapValues(payment),
    condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false },
  };
};

const takeUp = () => ({
  operation: 'UpdateItem',
  update: {
    expression: 'SET heldUntil = :until',
    expressionValues: util.dynamodb.toMapValues({ ':until': paymentHold() }),
  },
  condition: {
    expression: 'paymentStatus IN (:pending, :failed) AND heldUntil <= :now',
    expressionValues: util.dynamodb.toMapValues({
      ':pending': 'PAYMENT_PENDING',
      ':failed': 'PAYMENT_FAILED',
      ':now': util.time.nowISO8601(),
    }),
    returnValuesOnConditionCheckFailure: false,
  },
});
