import { runtime, util, type Context, type DynamoDBDeleteItemRequest } from '@aws-appsync/utils';
import { bookingPaymentKey } from '../../model/payments/keys.ts';
import type { MutationPayBookingArgs } from '../../model/schema.ts';
import { failedCondition } from '../failedCondition.ts';
import { refuse } from '../refuse.ts';

/**
 * Step 4 of 4. Answers the booking where its payment was queued; otherwise gives up the payment and says so.
 * One that was taken up stays, because its first message may be on its way, and so does one that is already
 * worked on, because SQS had taken the message after all.
 */
export function request(ctx: Context<MutationPayBookingArgs>): DynamoDBDeleteItemRequest {
  if (ctx.stash.enqueued) runtime.earlyReturn(ctx.prev.result);
  if (!ctx.stash.isPaymentNew) unavailable();
  return {
    operation: 'DeleteItem',
    key: util.dynamodb.toMapValues(bookingPaymentKey(ctx.stash.booking.id, ctx.stash.attempt)),
    condition: {
      expression: 'paymentStatus = :pending AND attribute_not_exists(amountCents)',
      expressionValues: util.dynamodb.toMapValues({ ':pending': 'PAYMENT_PENDING' }),
    },
  };
}

export function response(ctx: Context<MutationPayBookingArgs>) {
  if (failedCondition(ctx.error)) return ctx.prev.result;
  // The hold ends a payment that could not be given up.
  if (ctx.error) console.error(ctx.error);
  unavailable();
}

function unavailable(): never {
  refuse('QueueUnavailable', 'The payment could not be queued; try again');
}
