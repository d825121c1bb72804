import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesize } from '../../../lib/app.ts';
import { createStripe, type StripeDouble } from '../../../start/stripe/createStripe.ts';
import { serveStripe, type ServedStripe } from '../../../start/stripe/serveStripe.ts';
import * as given from '../given.ts';
import { items } from '../then.ts';
import { ask } from '../when.ts';
import { deadLetters } from './deadLetters.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const KEY = 'sk_test_journey';

let desk: given.Frontdesk;
let stripe: StripeDouble;
let served: ServedStripe;
beforeAll(async () => {
  stripe = createStripe({ now: () => desk.cloud.world.clock.now(), keys: () => [KEY] });
  served = await serveStripe(stripe);
  const outdir = join(import.meta.dirname, '../../../build/test/stripe');
  const context = {
    paymentGateway: 'stripe',
    stripeApiUrl: served.url,
    stripeTestPaymentMethod: 'pm_card_visa',
  };
  desk = await given.frontdesk({ assembly: synthesize({ outdir, context, checks: false }).directory });
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await served.close();
});

const putKey = async (SecretString: string) => {
  const { awsEndpointUrl, stacks } = desk.cloud.describe();
  const sdk = new SecretsManagerClient({
    endpoint: awsEndpointUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
  const SecretId = String(stacks['Frontdesk-dev-Payments']!['StripeSecretArn']);
  await sdk.send(new PutSecretValueCommand({ SecretId, SecretString }));
  sdk.destroy();
};

test('a stage whose secret has no key yet charges nobody, and says what to do', async () => {
  const tenant = await desk.tenant();
  await when.hasRestocked(desk, 'lamp', 5);
  await when.places(desk, tenant, { orderId: 'order-early', lines: [when.aLine('lamp')] });
  await desk.cloud.settles();
  expect(await then.orderOf(tenant, 'order-early')).toMatchObject({ status: 'STOCK_ALLOCATED' });
  expect(stripe.account.intents.size).toBe(0);
  const [letter, ...others] = await deadLetters(desk, ['ProcessOrderPayment']);
  expect(others).toEqual([]);
  expect(letter!.attributes).toMatchObject({
    EntityId: 'order-early',
    Reason: expect.stringMatching(
      /^Stripe refuses the key in arn:aws:secretsmanager:.*: put a valid one there/,
    ),
  });
});

test('an order is charged once through Stripe, and its cancellation refunds it', async () => {
  await putKey(KEY);
  const tenant = await desk.tenant();
  const line = when.aLine('lamp', 2);
  await when.places(desk, tenant, { orderId: 'order-paid', lines: [line] });
  await desk.cloud.settles();
  expect(await then.orderOf(tenant, 'order-paid')).toMatchObject({ status: 'PAYMENT_ACCEPTED' });
  const [intent, ...others] = stripe.account.intents.values();
  expect(others).toEqual([]);
  const amount = Math.round(line.price * 100) * 2;
  expect(intent).toMatchObject({ status: 'succeeded', amount, amount_received: amount, currency: 'eur' });
  expect(await items(desk, 'GATEWAY#order:order-paid')).toMatchObject([
    { sk: 'STRIPE', intentId: intent!.id },
  ]);

  const { errors } = await ask(desk, tenant, 'mutation { cancelOrder(orderId: "order-paid") { id } }', {});
  expect(errors).toBeUndefined();
  await desk.cloud.settles();
  expect(intent!.latest_charge).toMatchObject({ refunded: true, amount_refunded: amount });
  expect(await then.orderOf(tenant, 'order-paid')).toMatchObject({
    status: 'CANCELED',
    payment: { paymentStatus: 'PAYMENT_REFUNDED' },
  });
});
