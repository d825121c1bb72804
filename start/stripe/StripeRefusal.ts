import type Stripe from 'stripe';
import type { StripeAnswer } from './StripeRequest.ts';

/** The members of an error that are sent: https://docs.stripe.com/api/errors */
export interface ErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly payment_intent?: Stripe.PaymentIntent;
}

/** An answer that is an error. */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly error: ErrorBody;
  /** Whether a request with the same idempotency key is answered the same: only what began to be executed. */
  readonly isSaved: boolean;

  constructor(status: number, error: ErrorBody, isSaved = true) {
    super(error.message);
    this.status = status;
    this.error = error;
    this.isSaved = isSaved;
  }

  get answer(): StripeAnswer {
    return { status: this.status, headers: {}, body: { error: this.error } };
  }
}

/** A request that its parameters make impossible. It is not saved: https://docs.stripe.com/api/idempotent_requests */
export const invalidRequest = (
  message: string,
  more: Partial<ErrorBody> = {},
  { status = 400, isSaved = false } = {},
) => new StripeRefusal(status, { type: 'invalid_request_error', message, ...more }, isSaved);

export const noSuch = (kind: string, id: string, param: string) =>
  invalidRequest(
    `No such ${kind}: '${id}'`,
    { code: 'resource_missing', param },
    { status: param === 'intent' ? 404 : 400 },
  );

/** https://docs.stripe.com/error-codes#payment-intent-unexpected-state */
export const unexpectedState = (intent: Stripe.PaymentIntent, action: string) =>
  invalidRequest(
    `This PaymentIntent could not be ${action} because it has a status of ${intent.status}.`,
    { code: 'payment_intent_unexpected_state', payment_intent: intent },
    { isSaved: true },
  );
