import Stripe from 'stripe';
import type { Charge, ChargeState } from '../../../../model/payments/gateways.ts';
import type { StripePayment } from '../../../../model/payments/StripePayment.ts';
import { PermanentError, RetryableError } from '../../../platform/errors.ts';
import { callStripe } from './stripeClient.ts';

export type Intent = Stripe.PaymentIntent;
export type CaptureMethod = 'automatic' | 'manual';

/** The PaymentIntent as it is, with its charge: what was refunded stands there. */
export const retrieveIntent = (paymentId: string, intentId: string): Promise<Intent> =>
  callStripe(paymentId, (stripe) => stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge'] }));

/**
 * Creates a PaymentIntent, which charges nothing. Only cards: they are accepted or declined at once.
 * https://docs.stripe.com/payments/payment-intents
 */
export const createIntent = (
  { paymentId, amountCents, currency }: Charge,
  capture_method: CaptureMethod,
  { serverErrors = 0 }: StripePayment,
): Promise<Intent> =>
  callStripe(paymentId, (stripe) =>
    stripe.paymentIntents.create(
      {
        amount: amountCents,
        currency: currency.toLowerCase(),
        capture_method,
        allowed_payment_method_types: ['card'],
        metadata: { paymentId },
      },
      { idempotencyKey: `${paymentId}:create:${serverErrors}` },
    ),
  );

/**
 * Charges the card, or holds the amount. Two deliveries at the same time send the same key, because they see the same
 * last charge; a retry after a decline sends another, because otherwise Stripe would repeat the decline.
 */
export const confirmIntent = (
  paymentId: string,
  { id, latest_charge }: Intent,
  payment_method: string,
  { serverErrors = 0 }: StripePayment,
): Promise<Intent> =>
  callStripe(paymentId, (stripe) =>
    stripe.paymentIntents.confirm(
      id,
      // Nobody is there to prove who they are: a card that asks for that is declined.
      { payment_method, error_on_requires_action: true, expand: ['latest_charge'] },
      { idempotencyKey: `${paymentId}:confirm:${idOf(latest_charge) ?? 'first'}:${serverErrors}` },
    ),
  );

const idOf = (charge: Intent['latest_charge']) => (typeof charge === 'string' ? charge : charge?.id);

/** What an intent says of the payment. https://docs.stripe.com/payments/paymentintents/lifecycle */
export const stateOf = (intent: Intent): ChargeState => {
  const { status, last_payment_error: refusal } = intent;
  switch (status) {
    case 'succeeded':
      return { outcome: refundedCents(intent) >= intent.amount_received ? 'refunded' : 'accepted' };
    case 'requires_capture':
      return { outcome: 'authorized' };
    case 'canceled':
      return { outcome: 'rejected', reason: refusal?.message ?? 'The payment was called off' };
    case 'requires_payment_method':
    case 'requires_confirmation':
      return refusal && !isTransientDecline(refusal)
        ? { outcome: 'rejected', reason: refusal.message ?? 'The card was declined' }
        : { outcome: 'none' };
    default:
      throw new RetryableError('InternalFailure', `${intent.id} is ${status}`);
  }
};

/** What was refunded so far. */
export const refundedCents = ({ latest_charge, id }: Intent): number => {
  if (latest_charge === null) return 0;
  if (typeof latest_charge === 'string')
    throw new PermanentError('InternalFailure', `${id} has no expanded charge`);
  return latest_charge.amount_refunded;
};

/** Declines that say nothing of the card, after which the same card may be charged: https://docs.stripe.com/declines/codes */
const TRANSIENT_DECLINES = [
  'try_again_later',
  'processing_error',
  'issuer_not_available',
  'reenter_transaction',
];

export const isTransientDecline = ({
  code,
  decline_code,
}: {
  readonly code?: string | null | undefined;
  readonly decline_code?: string | null | undefined;
}) => TRANSIENT_DECLINES.includes(decline_code ?? code ?? '');

/** The intent is in another state than the request needs: it changed meanwhile. */
export const isUnexpectedState = (error: unknown) =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  error.code === 'payment_intent_unexpected_state';

/** The request names something of the payment that Stripe does not take: its amount, or the person's card. */
export const refusedParameter = (error: unknown, parameters: readonly string[]) =>
  error instanceof Stripe.errors.StripeInvalidRequestError && parameters.includes(error.param ?? '')
    ? error
    : undefined;
