import { afterEach, describe, expect, test } from 'vitest';
import { expectLostChargeRefunded } from './expectLostChargeRefunded.ts';
import type { Faults } from './startGateway.ts';
import { paymentRow, PRICE, startPayments, type StartedPayments } from './startPayments.ts';

let payments: StartedPayments;
const start = async (faults?: Faults) => (payments = await startPayments(faults));
afterEach(() => payments.close());

const neverCharged = { captured: 0, refunded: 0 };
const paidAndRefunded = { captured: PRICE, refunded: PRICE };

describe('a cancellation', () => {
  test('before the charge: nothing is charged', async () => {
    await start();
    await payments.cancel();
    await payments.refund();
    await payments.pay();
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED' });
    expect(await payments.book()).toEqual(neverCharged);
  });

  test('while the charge is under way: the charge is refunded', async () => {
    await start();
    payments.before('TransactWriteItems', payments.cancel);
    expect(await payments.pay()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
    expect(await payments.book()).toEqual(paidAndRefunded);
    expect(await payments.booking()).toMatchObject({ status: 'CANCELLED' });
  });

  test('after the payment: refunded once, however often it is announced', async () => {
    await start();
    await payments.pay();
    await payments.cancel();
    for (const _delivery of [1, 2, 3]) expect(await payments.refund()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
    expect(await payments.book()).toEqual(paidAndRefunded);
  });

  test('that no stored status confirms refunds nothing, and is a dead letter', async () => {
    await start();
    await payments.pay();
    expect(await payments.refund()).toBe(1);
    expect(await payments.deadLetters()).toMatchObject([
      { MessageAttributes: { ErrorCode: { StringValue: 'StateConflict' } } },
    ]);
    expect(await payments.booking()).toMatchObject({ status: 'PAID' });
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_ACCEPTED' });
    expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
  });

  test('of a payment whose message was never worked on: nothing is charged', async () => {
    await start();
    await payments.cancel();
    expect(await payments.refund()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED' });
    expect(await payments.book()).toEqual(neverCharged);
  });

  test('after the last delivery of a charge whose answer was lost: the charge is refunded once', async () => {
    // The first call is carried out, and none is answered.
    await start({ timeout: 100, seed: 4 });
    await expectLostChargeRefunded(payments, PRICE);
  });

  test('of a second attempt refunds that one', async () => {
    await start();
    await payments.put(paymentRow(1, { paymentStatus: 'PAYMENT_REJECTED' }), paymentRow(2));
    await payments.pay(2);
    await payments.cancel();
    await payments.refund();
    expect(await payments.payment(1)).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED' });
    expect(await payments.payment(2)).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
  });
});
