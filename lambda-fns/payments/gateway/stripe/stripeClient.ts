import Stripe from 'stripe';
import { environment } from '../../../platform/environment.ts';
import { PermanentError, RetryableError } from '../../../platform/errors.ts';
import { replacedKey, stripeKey } from './stripeKey.ts';
import { countServerError } from './stripeLedger.ts';

/**
 * Sends requests with the deployment's key, and again with the new one where Stripe refuses a key that was replaced.
 * Throws what the queue's worker understands, except for refusals of a payment, which are the callers'.
 */
export const callStripe = async <Answer>(
  paymentId: string,
  request: (stripe: Stripe) => Promise<Answer>,
): Promise<Answer> => {
  const key = await stripeKey();
  try {
    return await request(clientOf(key));
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeAuthenticationError)) throw await explained(error, paymentId);
    const replaced = await replacedKey(key);
    if (replaced === undefined) throw keyRefused(error);
    try {
      return await request(clientOf(replaced));
    } catch (again) {
      throw await explained(again, paymentId);
    }
  }
};

let client: { readonly key: string; readonly stripe: Stripe } | undefined;

const clientOf = (key: string): Stripe => {
  if (client?.key !== key) client = { key, stripe: createClient(key) };
  return client.stripe;
};

const createClient = (key: string) =>
  new Stripe(key, {
    timeout: environment.STRIPE_TIMEOUT_MS,
    // The queue's next delivery is the retry, and it enquires first. The library sends again, once, what a closed
    // connection may have lost.
    maxNetworkRetries: 0,
    // It would be about this machine and the durations of its requests.
    telemetry: false,
    ...addressOf(environment.STRIPE_API_URL),
  });

const addressOf = (url: string | undefined) => {
  if (url === undefined) return {};
  const { protocol, hostname, port } = new URL(url);
  const isPlain = protocol === 'http:';
  return {
    protocol: isPlain ? ('http' as const) : ('https' as const),
    host: hostname,
    port: port || (isPlain ? 80 : 443),
  };
};

/** What Stripe refuses because of the payment itself. Its callers know what that means. */
const isRefusal = (error: unknown) =>
  error instanceof Stripe.errors.StripeCardError ||
  (error instanceof Stripe.errors.StripeInvalidRequestError && error.code !== 'lock_timeout');

const explained = async (error: unknown, paymentId: string): Promise<unknown> => {
  if (!(error instanceof Stripe.errors.StripeError) || isRefusal(error)) return error;
  const { errors } = Stripe;
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError)
    return keyRefused(error);
  // The same key for another request is our own fault; the same key at the same time is a matter of time.
  if (error instanceof errors.StripeIdempotencyError && error.code !== 'idempotency_key_in_use')
    return new PermanentError(
      'InternalFailure',
      `${paymentId} was sent with another amount before: ${error.message}`,
    );
  if (error instanceof errors.StripeAPIError && error.statusCode !== undefined)
    await countServerError(paymentId);
  return new RetryableError(
    'InternalFailure',
    `Stripe did not say what became of ${paymentId}: ${error.message}`,
  );
};

const keyRefused = ({ message }: Error) =>
  new PermanentError(
    'InternalFailure',
    `Stripe refuses the key in ${environment.STRIPE_SECRET_ARN ?? 'no secret'}: put a valid one there, then redrive. It says: ${message}`,
  );
