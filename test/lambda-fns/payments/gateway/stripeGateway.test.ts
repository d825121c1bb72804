import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../../../start/stripe/serveStripe.ts';
import type { PaymentGateway } from '../../../../model/payments/gateways.ts';
import { type Backend, startBackend } from '../../startBackend.ts';
import { FIRST_KEY, startStripe } from '../startStripe.ts';

let backend: Backend;
let stripe: Awaited<ReturnType<typeof startStripe>>;
let gateway: PaymentGateway;
let payments = 0;
beforeAll(async () => {
  backend = await startBackend();
  stripe = await startStripe(backend, {});
  Object.assign(process.env, { PAYMENT_GATEWAY: 'stripe', STRIPE_TIMEOUT_MS: '1500', ...stripe.environment });
  vi.resetModules();
  ({ gateway } = await import('../../../../lambda-fns/payments/gateway/gateway.ts'));
});
afterAll(async () => {
  delete process.env['STRIPE_TIMEOUT_MS'];
  await stripe.close();
  await backend.close();
});
beforeEach(() => stripe.faults.splice(0));

const aCharge = (paymentMethod = 'pm_card_visa') => ({
  paymentId: `order:stripe-${++payments}`,
  amountCents: 5_000,
  currency: 'EUR',
  paymentMethod,
});

/** These faults, one after the other, for requests whose path ends so; then none. */
const planted = (ending: string, ...faults: Fault[]) =>
  stripe.faults.push(({ path }) => (path.split('?')[0]!.endsWith(ending) ? faults.shift() : undefined));

const sent = (ending: string) =>
  stripe.exchanges.filter(({ request }) => request.path.split('?')[0]!.endsWith(ending));

/** What was captured for this payment, in cents: its PaymentIntents are found by their metadata. */
const capturedFor = (paymentId: string) =>
  [...stripe.stripe.account.intents.values()]
    .filter(({ metadata }) => metadata['paymentId'] === paymentId)
    .map(({ amount_received }) => amount_received);

describe('a card', () => {
  test.each([
    ['pm_card_chargeDeclined', 'Your card was declined.'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'Your card has insufficient funds.'],
    ['pm_card_chargeDeclinedExpiredCard', 'Your card has expired.'],
    ['pm_card_authenticationRequired', expect.stringContaining('authentication')],
  ])('%s is declined for good: every later call says the same', async (card, reason) => {
    const charge = aCharge(card);
    expect(await gateway.charge(charge)).toEqual({ outcome: 'rejected', reason });
    expect(await gateway.enquire(charge.paymentId)).toEqual({ outcome: 'rejected', reason });
    const tries = sent('/confirm').length;
    expect(await gateway.charge({ ...charge, paymentMethod: 'pm_card_visa' })).toMatchObject({
      outcome: 'rejected',
    });
    expect(sent('/confirm')).toHaveLength(tries);
    expect(capturedFor(charge.paymentId)).toEqual([0]);
  });

  test('that failed for a while is tried again, as one PaymentIntent', async () => {
    const charge = aCharge('pm_card_chargeDeclinedProcessingError');
    expect(await gateway.charge(charge)).toMatchObject({ outcome: 'failed' });
    expect(await gateway.enquire(charge.paymentId)).toEqual({ outcome: 'none' });
    expect(await gateway.charge({ ...charge, paymentMethod: 'pm_card_visa' })).toEqual({
      outcome: 'accepted',
    });
    expect(capturedFor(charge.paymentId)).toEqual([5_000]);
  });

  test('that Stripe does not know is rejected, and so is none', async () => {
    expect(await gateway.charge(aCharge('pm_unknown'))).toEqual({
      outcome: 'rejected',
      reason: "No such PaymentMethod: 'pm_unknown'",
    });
    const { environment } = await import('../../../../lambda-fns/platform/environment.ts');
    Object.assign(environment, { STRIPE_TEST_PAYMENT_METHOD: undefined });
    const { paymentMethod: _none, ...charge } = aCharge();
    const before = stripe.exchanges.length;
    expect(await gateway.charge(charge)).toEqual({
      outcome: 'rejected',
      reason: 'There is no card to charge',
    });
    expect(stripe.exchanges).toHaveLength(before);
    Object.assign(environment, { STRIPE_TEST_PAYMENT_METHOD: 'pm_card_visa' });
  });
});

describe('a charge whose answer is lost', () => {
  test('by a broken connection is sent again with its key, and taken once', async () => {
    planted('/confirm', 'unanswered');
    const charge = aCharge();
    expect(await gateway.charge(charge)).toEqual({ outcome: 'accepted' });
    expect(capturedFor(charge.paymentId)).toEqual([5_000]);
    const [first, second] = sent('/confirm').slice(-2);
    expect(second!.request.headers['idempotency-key']).toBe(first!.request.headers['idempotency-key']);
    expect(second!.answer.headers['idempotent-replayed']).toBe('true');
  });

  test.each(['errorAfter', 'silent'] as const)('by %s is unknown, and an enquiry finds it', async (fault) => {
    planted('/confirm', fault);
    const charge = aCharge();
    await expect(gateway.charge(charge)).rejects.toMatchObject({
      name: 'RetryableError',
      message: expect.stringContaining('did not say what became of'),
    });
    expect(await gateway.enquire(charge.paymentId)).toEqual({ outcome: 'accepted' });
    expect(await gateway.charge(charge)).toEqual({ outcome: 'accepted' });
    expect(capturedFor(charge.paymentId)).toEqual([5_000]);
  });

  test('is found after weeks, when Stripe has forgotten the key', async () => {
    planted('/confirm', 'errorAfter');
    const charge = aCharge();
    await expect(gateway.charge(charge)).rejects.toThrow();
    await backend.world.clock.advance(18 * 24 * 3600_000);
    expect(await gateway.charge(charge)).toEqual({ outcome: 'accepted' });
    expect(capturedFor(charge.paymentId)).toEqual([5_000]);
  });

  test('before Stripe said which PaymentIntent it made leaves none that is charged twice, even after a day', async () => {
    planted('/payment_intents', 'errorAfter');
    const charge = aCharge();
    await expect(gateway.charge(charge)).rejects.toThrow();
    expect(await gateway.enquire(charge.paymentId)).toEqual({ outcome: 'none' });
    await backend.world.clock.advance(25 * 3600_000);
    expect(await gateway.charge(charge)).toEqual({ outcome: 'accepted' });
    expect(capturedFor(charge.paymentId).sort()).toEqual([0, 5_000]);
  });
});

describe('an error of Stripe’s own', () => {
  test('that it would repeat for the same key is not asked for again', async () => {
    planted('/confirm', 'error');
    const charge = aCharge();
    await expect(gateway.charge(charge)).rejects.toMatchObject({ name: 'RetryableError' });
    expect(await gateway.charge(charge)).toEqual({ outcome: 'accepted' });
    expect(capturedFor(charge.paymentId)).toEqual([5_000]);
  });

  test.each(['rateLimit', 'lockTimeout', 'keyInUse'] as const)(
    '%s is tried again later, and no failure of the charge',
    async (fault) => {
      planted('/confirm', fault);
      const charge = aCharge();
      await expect(gateway.charge(charge)).rejects.toMatchObject({ name: 'RetryableError' });
      expect(await gateway.charge(charge)).toEqual({ outcome: 'accepted' });
    },
  );
});

test('a refund whose answer is lost is sent once: the money goes back once', async () => {
  const charge = aCharge();
  await gateway.charge(charge);
  planted('/refunds', 'errorAfter');
  const { refunded } = await stripe.book();
  await expect(gateway.refund(charge.paymentId)).rejects.toThrow();
  await backend.world.clock.advance(2 * 24 * 3600_000);
  expect(await gateway.refund(charge.paymentId)).toBe('refunded');
  expect((await stripe.book()).refunded - refunded).toBe(5_000);
});

describe('the key', () => {
  const reads = () => {
    const { GetSecretValue } = backend.secretActions;
    let count = 0;
    backend.secretActions['GetSecretValue'] = async (input, call) => {
      count += 1;
      return GetSecretValue!(input, call);
    };
    return () => count;
  };

  test('is read once for many charges, and again after a quarter of an hour', async () => {
    const count = reads();
    await Promise.all([gateway.charge(aCharge()), gateway.charge(aCharge())]);
    expect(count()).toBe(0);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
    await Promise.all([gateway.charge(aCharge()), gateway.charge(aCharge())]);
    vi.useRealTimers();
    expect(count()).toBe(1);
  });

  test('that was rolled is read again, and the charge goes on', async () => {
    await stripe.rollKey('sk_test_second');
    const charges = [aCharge(), aCharge()];
    const outcomes = await Promise.all(charges.map((charge) => gateway.charge(charge)));
    expect(outcomes).toEqual([{ outcome: 'accepted' }, { outcome: 'accepted' }]);
  });

  test('that Stripe refuses is a dead letter at once, which says whose work it is', async () => {
    stripe.keys.splice(0, stripe.keys.length, 'sk_test_other');
    await expect(gateway.charge(aCharge())).rejects.toMatchObject({
      name: 'PermanentError',
      message: expect.stringMatching(
        /^Stripe refuses the key in arn:.*:secret:stripe-\w{6}: put a valid one there/,
      ),
    });
    await stripe.rollKey(FIRST_KEY);
    expect(await gateway.charge(aCharge())).toEqual({ outcome: 'accepted' });
  });

  test('is in no row, and in no message of an error', async () => {
    expect(JSON.stringify(await backend.rows())).not.toContain('sk_test');
  });
});
