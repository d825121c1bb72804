import Stripe from 'stripe';
import type {
  Charge,
  ChargeOutcome,
  ChargeState,
  PaymentGateway,
} from '../../../../model/payments/gateways.ts';
import type { StripePayment } from '../../../../model/payments/StripePayment.ts';
import { environment } from '../../../platform/environment.ts';
import { PermanentError, RetryableError } from '../../../platform/errors.ts';
import {
  type CaptureMethod,
  confirmIntent,
  createIntent,
  type Intent,
  isTransientDecline,
  isUnexpectedState,
  refusedParameter,
  retrieveIntent,
  stateOf,
} from './intents.ts';
import { callStripe } from './stripeClient.ts';
import { refund, refundPart } from './refunds.ts';
import { findRecord, linkIntent } from './stripeLedger.ts';

/**
 * Moves money with Stripe. A payment is one PaymentIntent, created before anything is charged and remembered in the
 * table, so that it is found for as long as the table has it: Stripe's idempotency keys are kept for a day only.
 * https://docs.stripe.com/api/idempotent_requests
 */
export const stripeGateway = (): PaymentGateway => ({
  charge: (asked) => collect(asked, 'automatic'),
  authorize: (asked) => collect(asked, 'manual'),
  capture,
  enquire,
  refundPart,
  refund,
});

const calledOff = { outcome: 'rejected', reason: 'The payment was called off' } as const;

const collect = async (asked: Charge, method: CaptureMethod): Promise<ChargeOutcome> => {
  const paymentMethod = asked.paymentMethod ?? environment.STRIPE_TEST_PAYMENT_METHOD;
  if (paymentMethod === undefined) return { outcome: 'rejected', reason: 'There is no card to charge' };
  const record = await findRecord(asked.paymentId);
  if (record.barred) return calledOff;
  const intent = record.intentId
    ? await retrieveIntent(asked.paymentId, record.intentId)
    : await beginIntent(asked, method, record);
  if (!('id' in intent)) return intent;
  if (intent.amount !== asked.amountCents)
    throw new PermanentError('InternalFailure', `${asked.paymentId} was sent with another amount before`);
  const { outcome } = stateOf(intent);
  if (outcome === 'none') return confirm(asked.paymentId, intent, paymentMethod, record);
  if (outcome === 'authorized' && method === 'automatic') return take(asked);
  return outcomeOf(stateOf(intent));
};

/** Creates the intent and remembers it; or returns why there is none. */
const beginIntent = async (
  asked: Charge,
  method: CaptureMethod,
  record: StripePayment,
): Promise<Intent | ChargeOutcome> => {
  const { paymentId } = asked;
  try {
    const intent = await createIntent(asked, method, record);
    if (await linkIntent(paymentId, intent.id)) return intent;
    // Another delivery created one after Stripe had forgotten the key, or it was called off. Ours stays unconfirmed.
    const { intentId } = await findRecord(paymentId);
    return intentId ? await retrieveIntent(paymentId, intentId) : calledOff;
  } catch (error) {
    if (refusedParameter(error, ['amount']))
      return { outcome: 'rejected', reason: 'The amount is not accepted' };
    throw error;
  }
};

const confirm = async (
  paymentId: string,
  intent: Intent,
  paymentMethod: string,
  record: StripePayment,
): Promise<ChargeOutcome> => {
  try {
    return outcomeOf(stateOf(await confirmIntent(paymentId, intent, paymentMethod, record)));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError)
      return { outcome: isTransientDecline(error) ? 'failed' : 'rejected', reason: error.message };
    if (isUnexpectedState(error)) return outcomeOf(stateOf(await retrieveIntent(paymentId, intent.id)));
    const refused = refusedParameter(error, ['payment_method']);
    if (refused) return { outcome: 'rejected', reason: refused.message };
    throw error;
  }
};

/** Takes the whole of what was held before. */
const take = async ({ paymentId, amountCents }: Charge): Promise<ChargeOutcome> =>
  (await capture(paymentId, amountCents)) === 'captured' ? { outcome: 'accepted' } : calledOff;

const outcomeOf = (state: ChargeState): ChargeOutcome => {
  switch (state.outcome) {
    case 'none':
      throw new RetryableError('InternalFailure', 'Stripe has not decided');
    case 'rejected':
      return state;
    case 'authorized':
    case 'accepted':
    case 'refunded':
      return { outcome: 'accepted' };
  }
};

const enquire = async (paymentId: string): Promise<ChargeState> => {
  const { intentId, barred } = await findRecord(paymentId);
  if (intentId) return stateOf(await retrieveIntent(paymentId, intentId));
  return barred ? calledOff : { outcome: 'none' };
};

const capture = async (paymentId: string, amountCents: number): Promise<'captured' | 'nothingAuthorized'> => {
  const { intentId, serverErrors = 0 } = await findRecord(paymentId);
  if (!intentId) return 'nothingAuthorized';
  const intent = await retrieveIntent(paymentId, intentId);
  const taken =
    intent.status === 'requires_capture'
      ? await captureIntent(paymentId, intentId, amountCents, serverErrors)
      : intent;
  if (taken.status !== 'succeeded') return 'nothingAuthorized';
  if (taken.amount_received !== amountCents)
    throw new PermanentError('InternalFailure', `${paymentId} was captured with another amount before`);
  return 'captured';
};

/** https://docs.stripe.com/api/payment_intents/capture */
const captureIntent = async (
  paymentId: string,
  intentId: string,
  amountCents: number,
  serverErrors: number,
) => {
  try {
    return await callStripe(paymentId, (stripe) =>
      stripe.paymentIntents.capture(
        intentId,
        { amount_to_capture: amountCents },
        { idempotencyKey: `${paymentId}:capture:${serverErrors}` },
      ),
    );
  } catch (error) {
    if (isUnexpectedState(error)) return retrieveIntent(paymentId, intentId);
    throw error;
  }
};
