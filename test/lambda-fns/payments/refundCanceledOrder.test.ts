import { afterEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { expectLostChargeRefunded } from './expectLostChargeRefunded.ts';
import { unansweredDeadLetter, type Faults } from './startGateway.ts';
import { AMOUNT, startOrderPayments, type StartedOrderPayments } from './startOrderPayments.ts';

let payments: StartedOrderPayments;
const start = async (faults?: Faults) => (payments = await startOrderPayments(faults));
afterEach(() => payments.close());

const crash = async () => {
  throw new AwsError('InternalServerError', 'No');
};

const paidOnce = { captured: AMOUNT, refunded: 0 };
const neverCharged = { captured: 0, refunded: 0 };
const paidAndRefunded = { captured: AMOUNT, refunded: AMOUNT };

describe('a cancellation', () => {
  test('before the payment is begun: none is', async () => {
    await start();
    await payments.cancel();
    await payments.refund();
    expect(await payments.pay()).toBe(1);
    expect(await payments.payment()).toBeUndefined();
    expect((await payments.rows()).filter(({ pk }) => pk.startsWith('GATEWAY#'))).toEqual([]);
  });

  test.each([
    ['between the look at the order and the charge', 'PutItem', 'The order is CANCELED'],
    ['between the charge and its record', 'TransactWriteItems', 'The order was canceled'],
  ] as const)('%s: the charge is refunded once', async (_when, action, reason) => {
    await start();
    payments.before(action, async () => {
      await payments.cancel();
      await payments.refund();
    });
    expect(await payments.pay()).toBe(1);
    for (const _delivery of [1, 2]) await payments.refund();
    expect(await payments.payment()).toMatchObject({
      paymentStatus: 'PAYMENT_REFUNDED',
      reason,
    });
    expect(await payments.book()).toEqual(paidAndRefunded);
    expect(await payments.order()).toMatchObject({ status: 'CANCELED' });
    expect(await payments.events()).toEqual([]);
  });

  test('after the payment: refunded once, however often it is announced', async () => {
    await start();
    await payments.pay();
    await payments.cancel();
    for (const _delivery of [1, 2, 3]) expect(await payments.refund()).toBe(1);
    expect(await payments.pay()).toBe(1);
    expect(await payments.payment()).toMatchObject({
      paymentStatus: 'PAYMENT_REFUNDED',
      reason: 'The order was canceled',
    });
    expect(await payments.book()).toEqual(paidAndRefunded);
  });

  test('that no stored status confirms refunds nothing, and is a dead letter', async () => {
    await start();
    await payments.pay();
    expect(await payments.refund()).toBe(1);
    expect(await payments.deadLetters()).toMatchObject([
      { MessageAttributes: { ErrorCode: { StringValue: 'StateConflict' } } },
    ]);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_ACCEPTED' });
    expect(await payments.book()).toEqual(paidOnce);
  });

  test('after a worker was killed between the charge and its record: refunded once', async () => {
    await start();
    payments.tableActions.TransactWriteItems = crash;
    await payments.deliver();
    payments.mend();
    await payments.cancel();
    expect(await payments.refund()).toBe(1);
    await payments.pay();
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
    expect(await payments.book()).toEqual(paidAndRefunded);
    expect(await payments.events()).toEqual([]);
  });

  test('between the beginning of the payment and the charge: nothing is charged', async () => {
    await start();
    const cancelAndRefund = async () => {
      await payments.cancel();
      await payments.refund();
    };
    // The payment's own row is put first, then the gateway's.
    payments.before('PutItem', async () => payments.before('PutItem', cancelAndRefund));
    expect(await payments.pay()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED' });
    expect(await payments.book()).toEqual(neverCharged);
  });

  test('after the last delivery of a charge whose answer was lost: the charge is refunded once', async () => {
    // The first call is carried out, and none is answered.
    await start({ timeout: 100, seed: 1 });
    await expectLostChargeRefunded(payments, AMOUNT);
  });

  test('after its charges failed: nothing can be charged any more', async () => {
    await start({ failure: 100 });
    expect(await payments.deliver()).toBe(false);
    await payments.heal();
    await payments.cancel();
    expect(await payments.refund()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED' });
    await payments.pay();
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED' });
    expect(await payments.book()).toEqual(neverCharged);
  });
});

describe('a refund', () => {
  const startPaid = async (faults?: Faults) => {
    await start(faults);
    expect(await payments.pay()).toBe(1);
    await payments.cancel();
  };

  test.each([
    ['is lost', 1, paidOnce],
    ['is carried out, and its answer lost,', 10, paidAndRefunded],
  ] as const)('that %s is made good by the next deliveries, once', async (_what, seed, soFar) => {
    // The charge is answered; the second call is not.
    await startPaid({ timeout: 50, seed });
    expect(await payments.refund(1)).toBe(Infinity);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_ACCEPTED' });
    expect(await payments.book()).toEqual(soFar);

    await payments.heal();
    // Together with another one of the same event.
    expect(await payments.refund()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
    expect(await payments.book()).toEqual(paidAndRefunded);
  });

  test('that nobody answers is a dead letter with its reason, and redriven it is made once', async () => {
    await startPaid();
    await payments.fallSilent();
    expect(await payments.refund()).toBe(9);
    const [letter, ...more] = await payments.deadLetters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject(unansweredDeadLetter('refundCanceledOrder'));
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_ACCEPTED' });

    await payments.heal();
    expect(await payments.deliverOnce(payments.refundHandler, letter.Body)).toBe(true);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
    expect(await payments.book()).toEqual(paidAndRefunded);
  });
});
