import Stripe from 'stripe';
import type { PartialRefund, RefundOutcome } from '../../../../model/payments/gateways.ts';
import { PermanentError, RetryableError } from '../../../platform/errors.ts';
import { isUnexpectedState, refundedCents, retrieveIntent } from './intents.ts';
import { callStripe } from './stripeClient.ts';
import { barUnlinked, findRecord } from './stripeLedger.ts';

/** A payment has no more states to move through than this while it is refunded. */
const MAX_READS = 3;

/** Ends a payment without money: what was charged goes back, and what was not can no longer be. */
export const refund = async (paymentId: string): Promise<RefundOutcome> => {
  for (let reads = 0; reads < MAX_READS; reads++) {
    const { intentId, serverErrors = 0 } = await findRecord(paymentId);
    if (!intentId) {
      if (await barUnlinked(paymentId)) return 'nothingCharged';
      continue;
    }
    const intent = await retrieveIntent(paymentId, intentId);
    if (intent.status === 'canceled') return 'nothingCharged';
    if (intent.status !== 'succeeded') {
      if (await cancel(paymentId, intentId, serverErrors)) return 'nothingCharged';
      continue;
    }
    const refunded = refundedCents(intent);
    if (refunded < intent.amount_received)
      await sendRefund(paymentId, { payment_intent: intentId }, `rest:${refunded}:${serverErrors}`);
    return 'refunded';
  }
  throw new RetryableError('TryAgain', `${paymentId} changed ${MAX_READS} times while it was refunded`);
};

/** https://docs.stripe.com/api/payment_intents/cancel: returns false where the payment was decided meanwhile. */
const cancel = async (paymentId: string, intentId: string, serverErrors: number): Promise<boolean> => {
  try {
    const idempotencyKey = `${paymentId}:cancel:${serverErrors}`;
    await callStripe(paymentId, (stripe) => stripe.paymentIntents.cancel(intentId, {}, { idempotencyKey }));
    return true;
  } catch (error) {
    if (isUnexpectedState(error)) return false;
    throw error;
  }
};

/** More parts than one page of Stripe's list: https://docs.stripe.com/api/refunds/list */
const MAX_PARTS = 100;

/** Refunds a part, unless it was before: the parts are read, because Stripe's idempotency keys last for a day only. */
export const refundPart = async ({
  paymentId,
  refundId,
  amountCents,
}: PartialRefund): Promise<RefundOutcome> => {
  const { intentId, serverErrors = 0 } = await findRecord(paymentId);
  if (!intentId) return 'nothingCharged';
  const { status } = await retrieveIntent(paymentId, intentId);
  if (status !== 'succeeded') return 'nothingCharged';
  const { data, has_more } = await callStripe(paymentId, (stripe) =>
    stripe.refunds.list({ payment_intent: intentId, limit: MAX_PARTS }),
  );
  const earlier = data.find(({ metadata }) => metadata?.['refundId'] === refundId);
  if (earlier && earlier.amount !== amountCents)
    throw new PermanentError('InternalFailure', `${refundId} refunded another amount of ${paymentId} before`);
  if (earlier) return 'refunded';
  if (has_more)
    throw new PermanentError('InternalFailure', `${paymentId} has more than ${MAX_PARTS} refunds`);
  await sendRefund(
    paymentId,
    { payment_intent: intentId, amount: amountCents, metadata: { refundId } },
    `part:${refundId}:${serverErrors}`,
  );
  return 'refunded';
};

/** https://docs.stripe.com/api/refunds/create */
const sendRefund = async (
  paymentId: string,
  params: Stripe.RefundCreateParams,
  key: string,
): Promise<void> => {
  try {
    const { status, id } = await callStripe(paymentId, (stripe) =>
      stripe.refunds.create(params, { idempotencyKey: `${paymentId}:refund:${key}` }),
    );
    if (status === 'failed' || status === 'canceled')
      throw new PermanentError('InternalFailure', `Refund ${id} of ${paymentId} is ${status}`);
  } catch (error) {
    // Somebody refunded it at the same moment, here or in Stripe's dashboard.
    if (isAlreadyRefunded(error) && params.amount === undefined) return;
    if (error instanceof Stripe.errors.StripeInvalidRequestError)
      throw new PermanentError('InternalFailure', `Stripe does not refund ${paymentId}: ${error.message}`);
    throw error;
  }
};

const isAlreadyRefunded = (error: unknown) =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'charge_already_refunded';
