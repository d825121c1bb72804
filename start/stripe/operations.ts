import type Stripe from 'stripe';
import { type Intent, newCharge, newIntent, newRefund } from './stripeObjects.ts';
import { invalidRequest, noSuch, StripeRefusal, unexpectedState } from './StripeRefusal.ts';
import type { Parameter, Parameters } from './StripeRequest.ts';
import { type Decline, testCards } from './testCards.ts';

/** What the account has. Ids are counted, so that a run repeats itself. */
export interface StripeAccount {
  readonly intents: Map<string, Intent>;
  readonly refunds: Stripe.Refund[];
  /** Epoch seconds. */
  now(): number;
  newId(prefix: 'pi' | 'ch' | 're'): string;
  /** Why this charge is declined; undefined where it is not. */
  declineOf(card: string, intent: Intent): Decline;
}

interface Operation {
  /** The parameters it knows, beside `expand`; any other is refused. */
  readonly parameters: readonly string[];
  run(account: StripeAccount, given: Parameters, id: string): object;
}

/** Every supported operation, by its method and path in Stripe's OpenAPI description. */
export const operations: Readonly<Record<string, Operation>> = {
  'POST /v1/payment_intents': {
    parameters: ['amount', 'currency', 'capture_method', 'allowed_payment_method_types', 'metadata'],
    run: createIntent,
  },
  'GET /v1/payment_intents/{intent}': {
    parameters: [],
    run: (account, _given, id) => intentOf(account, id),
  },
  'POST /v1/payment_intents/{intent}/confirm': {
    parameters: ['payment_method', 'error_on_requires_action'],
    run: confirmIntent,
  },
  'POST /v1/payment_intents/{intent}/capture': { parameters: ['amount_to_capture'], run: captureIntent },
  'POST /v1/payment_intents/{intent}/cancel': { parameters: ['cancellation_reason'], run: cancelIntent },
  'POST /v1/refunds': { parameters: ['payment_intent', 'amount', 'metadata'], run: createRefund },
  'GET /v1/refunds': { parameters: ['payment_intent', 'limit'], run: listRefunds },
};

/** Half a euro, and eight digits: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const [LEAST_AMOUNT, MOST_AMOUNT] = [50, 99_999_999];

function createIntent(account: StripeAccount, given: Parameters): Intent {
  const amount = wholeNumber(given, 'amount');
  if (amount < LEAST_AMOUNT)
    throw invalidRequest('Amount must be no less than €0.50 eur', {
      code: 'amount_too_small',
      param: 'amount',
    });
  if (amount > MOST_AMOUNT)
    throw invalidRequest('Amount must be no more than €999,999.99', {
      code: 'amount_too_large',
      param: 'amount',
    });
  const { currency, capture_method = 'automatic' } = given;
  if (typeof currency !== 'string' || !/^[a-z]{3}$/.test(currency))
    throw invalidRequest('Missing required param: currency.', {
      code: 'parameter_missing',
      param: 'currency',
    });
  if (capture_method !== 'automatic' && capture_method !== 'manual')
    throw invalidRequest('Invalid capture_method', { param: 'capture_method' });
  const metadata = metadataOf(given);
  const intent = newIntent({
    id: account.newId('pi'),
    amount,
    currency,
    capture_method,
    created: account.now(),
    metadata,
  });
  account.intents.set(intent.id, intent);
  return intent;
}

function confirmIntent(account: StripeAccount, given: Parameters, id: string): Intent {
  const intent = intentOf(account, id);
  if (intent.status !== 'requires_payment_method') throw unexpectedState(collapsed(intent), 'confirmed');
  const card = textOf(given['payment_method']);
  if (!Object.hasOwn(testCards, card)) throw noSuch('PaymentMethod', card, 'payment_method');
  const decline = account.declineOf(card, intent);
  const isManual = intent.capture_method === 'manual';
  const taken = decline || isManual ? 0 : intent.amount;
  intent.latest_charge = newCharge(account.newId('ch'), intent, card, account.now(), {
    amount_captured: taken,
    captured: taken > 0,
    paid: !decline,
    ...(decline && {
      status: 'failed',
      failure_code: decline.code ?? null,
      failure_message: decline.message,
    }),
  });
  if (decline) {
    intent.last_payment_error = { type: 'card_error', ...decline };
    throw new StripeRefusal(402, { type: 'card_error', ...decline, payment_intent: collapsed(intent) });
  }
  intent.last_payment_error = null;
  intent.payment_method = card;
  intent.status = isManual ? 'requires_capture' : 'succeeded';
  intent.amount_capturable = isManual ? intent.amount : 0;
  intent.amount_received = taken;
  return intent;
}

function captureIntent(account: StripeAccount, given: Parameters, id: string): Intent {
  const intent = intentOf(account, id);
  const charge = intent.latest_charge;
  if (intent.status !== 'requires_capture' || !charge) throw unexpectedState(collapsed(intent), 'captured');
  const amount =
    given['amount_to_capture'] === undefined ? intent.amount : wholeNumber(given, 'amount_to_capture');
  if (amount > intent.amount_capturable)
    throw invalidRequest('The remaining amount to capture is less than the amount requested', {
      code: 'amount_too_large',
      param: 'amount_to_capture',
    });
  Object.assign(intent, { status: 'succeeded', amount_received: amount, amount_capturable: 0 });
  Object.assign(charge, { captured: true, amount_captured: amount });
  return intent;
}

function cancelIntent(account: StripeAccount, _given: Parameters, id: string): Intent {
  const intent = intentOf(account, id);
  if (intent.status === 'succeeded' || intent.status === 'canceled')
    throw unexpectedState(collapsed(intent), 'canceled');
  return Object.assign(intent, { status: 'canceled', canceled_at: account.now(), amount_capturable: 0 });
}

function createRefund(account: StripeAccount, given: Parameters): Stripe.Refund {
  const intent = intentOf(account, textOf(given['payment_intent']), 'payment_intent');
  const charge = intent.latest_charge;
  if (!charge?.captured)
    throw invalidRequest(
      `PaymentIntent ${intent.id} has no successful charge to refund.`,
      {},
      { isSaved: true },
    );
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  const amount = given['amount'] === undefined ? left : wholeNumber(given, 'amount');
  if (amount < 1 || amount > left)
    throw invalidRequest('Refund amount is greater than unrefunded amount on charge', { param: 'amount' });
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  const id = account.newId('re');
  const refund = newRefund({ id, amount, created: account.now(), metadata: metadataOf(given) }, charge);
  account.refunds.push(refund);
  return refund;
}

/** The latest first: https://docs.stripe.com/api/refunds/list */
function listRefunds({ refunds }: StripeAccount, given: Parameters): Stripe.ApiList<Stripe.Refund> {
  const limit = given['limit'] === undefined ? 10 : wholeNumber(given, 'limit');
  const all = refunds.filter(({ payment_intent }) => payment_intent === given['payment_intent']).reverse();
  return { object: 'list', data: all.slice(0, limit), has_more: all.length > limit, url: '/v1/refunds' };
}

const intentOf = ({ intents }: StripeAccount, id: string, param = 'intent'): Intent => {
  const intent = intents.get(id);
  if (intent) return intent;
  throw noSuch('payment_intent', id, param);
};

/** As it is sent where its charge was not asked for: with the charge's id. */
export const collapsed = (intent: Intent): Stripe.PaymentIntent => ({
  ...intent,
  latest_charge: intent.latest_charge?.id ?? null,
});

function wholeNumber(given: Parameters, param: string): number {
  const value = textOf(given[param]);
  if (/^\d{1,12}$/.test(value)) return Number(value);
  throw invalidRequest(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param });
}

/** Empty where it is missing or not a text. */
const textOf = (value: Parameter | undefined) => (typeof value === 'string' ? value : '');

const metadataOf = ({ metadata }: Parameters): Record<string, string> =>
  typeof metadata === 'object'
    ? Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, textOf(value)]))
    : {};
