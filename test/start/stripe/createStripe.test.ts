import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStripe } from '../../../start/stripe/createStripe.ts';
import { serveStripe, type ServedStripe } from '../../../start/stripe/serveStripe.ts';
import { parseForm, type StripeAnswer, type StripeRequest } from '../../../start/stripe/StripeRequest.ts';
import { ask } from '../../support/ask.ts';
import { descriptionVersion, faultsOf } from './publishedDescription.ts';

const KEY = 'sk_test_double';
const exchanges: { request: StripeRequest; answer: StripeAnswer }[] = [];
let now = Date.UTC(2027, 0, 20);
let served: ServedStripe;
let stripe: Stripe;
beforeAll(async () => {
  served = await serveStripe(createStripe({ now: () => now, keys: () => [KEY] }), {
    onExchange: (request, answer) => exchanges.push({ request, answer }),
  });
  const { hostname, port } = new URL(served.url);
  stripe = new Stripe(KEY, { protocol: 'http', host: hostname, port, telemetry: false });
});
afterAll(() => served.close());

const created = (more: object = {}) =>
  stripe.paymentIntents.create({
    amount: 5_000,
    currency: 'eur',
    allowed_payment_method_types: ['card'],
    metadata: { paymentId: 'order:1' },
    ...more,
  });

const expand = ['latest_charge'];

test('what it takes and answers is what Stripe’s published description says, operation by operation', async () => {
  expect(descriptionVersion).toBe('v2596');
  const paid = await created();
  const card = { payment_method: 'pm_card_visa', error_on_requires_action: true, expand };
  await stripe.paymentIntents.confirm(paid.id, card);
  await stripe.refunds.create({ payment_intent: paid.id, amount: 1_000, metadata: { refundId: 'a' } });
  await stripe.refunds.list({ payment_intent: paid.id, limit: 100 });
  await stripe.paymentIntents.retrieve(paid.id, { expand });
  const held = await created({ capture_method: 'manual' });
  await stripe.paymentIntents.confirm(held.id, { payment_method: 'pm_card_visa' });
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 4_000 });
  const declined = await created();
  await expect(
    stripe.paymentIntents.confirm(declined.id, { payment_method: 'pm_card_chargeDeclined' }),
  ).rejects.toBeInstanceOf(Stripe.errors.StripeCardError);
  await stripe.paymentIntents.cancel(declined.id);

  const paramsOf: Record<string, [string, string]> = {
    payment_intents: ['PaymentIntents', 'PaymentIntentCreateParams'],
    confirm: ['PaymentIntents', 'PaymentIntentConfirmParams'],
    capture: ['PaymentIntents', 'PaymentIntentCaptureParams'],
    cancel: ['PaymentIntents', 'PaymentIntentCancelParams'],
    refunds: ['Refunds', 'RefundCreateParams'],
  };
  for (const { request, answer } of exchanges) {
    const { error, data, ...whole } = JSON.parse(JSON.stringify(answer.body));
    for (const object of data ?? (error ? [error.payment_intent] : [whole])) {
      const [file, name] =
        object.object === 'refund' ? ['Refunds', 'Refund'] : ['PaymentIntents', 'PaymentIntent'];
      expect(faultsOf(file, name, object)).toEqual([]);
      if (typeof object.latest_charge === 'object' && object.latest_charge)
        expect(faultsOf('Charges', 'Charge', object.latest_charge)).toEqual([]);
    }
    if (request.method !== 'POST') continue;
    const [file, name] = paramsOf[request.path.split('/').at(-1)!]!;
    const sent = Object.keys(parseForm(request.body));
    const described = faultsOf(file, name, Object.fromEntries(sent.map((param) => [param, {}])));
    expect(described.filter((fault) => fault.endsWith('not described'))).toEqual([]);
  }
  expect(exchanges).toHaveLength(11);
});

test('a planted fault of each kind is found: a missing, an unknown and a mistyped member, and a state there is not', async () => {
  const intent = JSON.parse(JSON.stringify(await created()));
  const faults = (changes: object) => faultsOf('PaymentIntents', 'PaymentIntent', { ...intent, ...changes });
  expect(faults({ livemode: undefined })).toEqual(['PaymentIntent.livemode is missing']);
  expect(faults({ livemod: false })).toEqual(['PaymentIntent.livemod is not described']);
  expect(faults({ amount: '1' })).toEqual(['PaymentIntent.amount is "1"']);
  expect(faults({ status: 'paid' })).toEqual(['PaymentIntent.status is "paid"']);
});

test('a parameter that it does not know is refused, and so is a path', async () => {
  await expect(created({ amonut: 1 })).rejects.toMatchObject({ code: 'parameter_unknown', param: 'amonut' });
  await expect(stripe.customers.list()).rejects.toMatchObject({ statusCode: 404 });
  await expect(stripe.paymentIntents.retrieve('pi_none')).rejects.toMatchObject({ code: 'resource_missing' });
});

test('a request with a known key is answered again, for a day; with other parameters it is refused', async () => {
  const send = (amount: number) =>
    stripe.paymentIntents.create({ amount, currency: 'eur' }, { idempotencyKey: 'k' });
  const { id } = await send(100);
  expect((await send(100)).id).toBe(id);
  await expect(send(101)).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  now += 24 * 3600_000;
  expect((await send(101)).id).not.toBe(id);
});

test('a request without a valid key, or with a body that no payment has, gets nothing', async () => {
  const options = { method: 'POST', headers: { authorization: 'Bearer sk_other' } };
  expect(await ask(`${served.url}/v1/refunds`, options)).toMatchObject({ status: 401 });
  await expect(ask(`${served.url}/v1/refunds`, options, 'a'.repeat(100_000))).rejects.toThrow();
  const nested = await ask(
    `${served.url}/v1/refunds`,
    { method: 'POST', headers: { authorization: `Bearer ${KEY}` } },
    '__proto__[x]=1&payment_intent=pi',
  );
  expect(nested).toMatchObject({ status: 400 });
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
