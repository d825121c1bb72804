import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { invoke } from '../startBackend.ts';
import type { Faults } from './startGateway.ts';
import { paymentRow, PRICE, startPayments, type StartedPayments } from './startPayments.ts';

let payments: StartedPayments;
const start = async (faults?: Faults) => (payments = await startPayments(faults));
afterEach(() => payments.close());

const status = async () => (await payments.payment())!.paymentStatus as string;
const money = async () => ({ ...(await payments.book()), held: await payments.held() });
const nothing = { captured: 0, refunded: 0, held: 0 };
const onlyHeld = { ...nothing, held: PRICE };
const taken = { ...nothing, captured: PRICE };

const names = async () => (await payments.events()).map(({ eventName }) => eventName).sort();

describe.each(['simulated', 'stripe'] as const)('at the %s gateway', (gateway) => {
  test('an amount is held, announced and taken once, however often either is delivered', async () => {
    await start({ gateway });
    for (const _delivery of [1, 2]) expect(await payments.ask('hold')).toBe(1);
    expect(await payments.payment()).toMatchObject({
      paymentStatus: 'PAYMENT_AUTHORIZED',
      amountCents: PRICE,
    });
    expect((await payments.payment())!.heldUntil).toBeUndefined();
    expect(await money()).toEqual(onlyHeld);
    expect(await payments.booking()).toMatchObject({ status: 'APPROVED' });
    expect(await names()).toEqual(['BOOKING_PAYMENT_AUTHORIZED_EVENT']);

    for (const _delivery of [1, 2]) expect(await payments.pay()).toBe(1);
    expect(await status()).toBe('PAYMENT_ACCEPTED');
    expect(await payments.booking()).toMatchObject({ status: 'PAID' });
    expect(await money()).toEqual(taken);
    expect(await names()).toEqual(['BOOKING_PAID_EVENT', 'BOOKING_PAYMENT_AUTHORIZED_EVENT']);
  });

  test('what is held is let go, and nothing can be taken after', async () => {
    await start({ gateway });
    await payments.ask('hold');
    for (const _delivery of [1, 2]) expect(await payments.ask('void')).toBe(1);
    await payments.pay();
    await payments.ask('hold');
    expect(await status()).toBe('PAYMENT_VOIDED');
    expect(await money()).toEqual(nothing);
    expect(await payments.booking()).toMatchObject({ status: 'APPROVED' });
    expect(await names()).toEqual(['BOOKING_PAYMENT_AUTHORIZED_EVENT', 'BOOKING_PAYMENT_VOIDED_EVENT']);
  });

  test('what one delivery takes between what another reads and does to let it go stays taken', async () => {
    await start({ gateway });
    await payments.ask('hold');
    await payments.send({ bookingId: 'booking-1', attempt: 1 });
    const take = await payments.receiveEvent();
    await payments.send({ bookingId: 'booking-1', attempt: 1, goal: 'void' });
    const letGo = await payments.receiveEvent();
    payments.afterRead(() => invoke(payments.payHandler, take));
    expect(await invoke(payments.payHandler, letGo)).toEqual({ batchItemFailures: [] });
    expect(await payments.booking()).toMatchObject({ status: 'PAID' });
    expect(await status()).toBe('PAYMENT_ACCEPTED');
    expect(await money()).toEqual(taken);
  });

  test('a delivery that ends before the gateway has let go is done again', async () => {
    await start({ gateway });
    await payments.ask('hold');
    await payments.put({ ...(await payments.payment())!, paymentStatus: 'PAYMENT_VOIDED' });
    expect(await payments.ask('void')).toBe(1);
    expect(await status()).toBe('PAYMENT_VOIDED');
    expect(await money()).toEqual(nothing);
  });

  test('a cancelled booking holds nothing', async () => {
    await start({ gateway });
    await payments.ask('hold');
    await payments.cancel();
    expect(await payments.refund()).toBe(1);
    expect(await payments.payment()).toMatchObject({
      paymentStatus: 'PAYMENT_VOIDED',
      reason: 'The booking was cancelled',
    });
    expect(await money()).toEqual(nothing);
  });

  test('a booking that is over holds nothing, and keeps what was paid', async () => {
    await start({ gateway });
    await payments.ask('hold');
    await payments.cancel({ status: 'COMPLETED' });
    await payments.completes();
    expect(await status()).toBe('PAYMENT_VOIDED');
    expect(await money()).toEqual(nothing);

    await payments.put(paymentRow(2, { paymentStatus: 'PAYMENT_ACCEPTED', amountCents: PRICE }));
    await payments.completes();
    expect((await payments.payment(2))!.paymentStatus).toBe('PAYMENT_ACCEPTED');
  });

  test('a payment that was taken is not given back by a late request to let it go', async () => {
    await start({ gateway });
    await payments.ask('hold');
    await payments.pay();
    await payments.ask('void');
    expect(await status()).toBe('PAYMENT_ACCEPTED');
    expect(await money()).toEqual(taken);
  });
});

test('a hold that the gateway refuses leaves the booking APPROVED with the reason', async () => {
  await start();
  await payments.put(paymentRow(1, { amountCents: 100_000_00 }));
  await payments.ask('hold');
  expect(await status()).toBe('PAYMENT_REJECTED');
  expect(await payments.booking()).toMatchObject({
    status: 'APPROVED',
    reason: 'PaymentRefused: The amount is not accepted',
  });
});

test('an earlier refusal is forgotten once an amount is held', async () => {
  await start();
  await payments.cancel({ status: 'APPROVED', reason: 'PaymentRefused: No' });
  await payments.ask('hold');
  expect((await payments.booking())!.reason).toBeUndefined();
});

test('a hold that expired at Stripe is no payment, and the booking can be paid again', async () => {
  await start({ gateway: 'stripe' });
  await payments.ask('hold');
  const { findRecord } = await import('../../../lambda-fns/payments/gateway/stripe/stripeLedger.ts');
  const { intentId } = await findRecord('booking:booking-1:1');
  const { callStripe } = await import('../../../lambda-fns/payments/gateway/stripe/stripeClient.ts');
  await callStripe('booking:booking-1:1', (stripe) => stripe.paymentIntents.cancel(intentId!));
  await payments.pay();
  expect(await status()).toBe('PAYMENT_REJECTED');
  expect(await payments.booking()).toMatchObject({ status: 'APPROVED' });
  expect(await money()).toEqual(nothing);
});

test('a hold that a booking’s cancellation outran is let go', async () => {
  await start();
  payments.before('TransactWriteItems', payments.cancel);
  expect(await payments.ask('hold')).toBe(1);
  expect(await payments.booking()).toMatchObject({ status: 'CANCELLED' });
  expect(await status()).toBe('PAYMENT_REJECTED');
  expect(await money()).toEqual(nothing);
});

const step = fc.constantFrom('hold', 'hold', 'take', 'void', 'cancel', 'crash', 'wait');

/** Asked for in whatever order and as often, with whatever faults; in the end one request is delivered until it is done. */
const play = async (
  gateway: 'simulated' | 'stripe',
  seed: number,
  steps: readonly string[],
  last: string,
) => {
  await start({ gateway, failure: 20, timeout: 20, seed });
  const ask = (goal: string) => (goal === 'take' ? payments.pay(1) : payments.ask(goal as 'hold' | 'void'));
  const isCancelled = async () => (await payments.status()) === 'CANCELLED';
  for (const name of steps) {
    if (name === 'cancel') {
      if (!(await isCancelled())) await payments.cancel();
    } else if (name === 'wait') await payments.world.clock.advance(1_000_000);
    else if (name === 'crash') {
      payments.tableActions.TransactWriteItems = async () => {
        throw new AwsError('InternalServerError', 'killed');
      };
      await payments.deliver();
      payments.mend();
    } else await ask(name);
  }
  await payments.world.clock.advance(1_000_000);
  await payments.heal();
  await ask(last);
  if (await isCancelled()) await payments.refund();
  const end = { booking: await payments.status(), payment: await status(), ...(await money()) };
  await payments.close();
  return end;
};

test.each([
  ['simulated', 25],
  ['stripe', 6],
] as const)(
  'at the %s gateway, whatever is asked for in whatever order, money is held only for what can be confirmed, and kept only for what is paid',
  async (gateway, numRuns) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1_000_000),
        fc.array(step, { maxLength: 5 }),
        fc.constantFrom('take', 'hold', 'void'),
        async (seed, steps, last) => {
          const { booking, payment, captured, refunded, held } = await play(gateway, seed, steps, last);
          expect(captured - refunded).toBe(booking === 'PAID' ? PRICE : 0);
          expect(held).toBe(payment === 'PAYMENT_AUTHORIZED' ? PRICE : 0);
          expect(payment === 'PAYMENT_ACCEPTED').toBe(booking === 'PAID');
          if (booking === 'CANCELLED') expect(held).toBe(0);
        },
      ),
      { numRuns, seed: 1 },
    );
  },
);
