import { afterEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { AMOUNT, startOrderPayments, type StartedOrderPayments } from './startOrderPayments.ts';

let payments: StartedOrderPayments;
const start = async () => (payments = await startOrderPayments());
afterEach(() => payments.close());

const crash = async () => {
  throw new AwsError('InternalServerError', 'No');
};

const paidOnce = { captured: AMOUNT, refunded: 0 };
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
    ['between the look at the order and the charge', 'PutItem'],
    ['between the charge and its record', 'TransactWriteItems'],
  ] as const)('%s: the charge is given back once', async (_when, action) => {
    await start();
    payments.before(action, async () => {
      await payments.cancel();
      await payments.refund();
    });
    expect(await payments.pay()).toBe(1);
    for (const _delivery of [1, 2]) await payments.refund();
    expect(await payments.payment()).toMatchObject({
      paymentStatus: 'PAYMENT_REFUNDED',
      reason: 'The order is CANCELED',
    });
    expect(await payments.book()).toEqual(paidAndRefunded);
    expect(await payments.order()).toMatchObject({ status: 'CANCELED' });
    expect(await payments.events()).toEqual([]);
  });

  test('after the payment: refunded once, however often it is told', async () => {
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

  test('that an event only claims gives nothing back', async () => {
    await start();
    await payments.pay();
    expect(await payments.refund()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_ACCEPTED' });
    expect(await payments.book()).toEqual(paidOnce);
  });

  test('after a worker was killed between the charge and its record: the next one gives it back', async () => {
    await start();
    payments.tableActions.TransactWriteItems = crash;
    await payments.deliver();
    payments.mend();
    await payments.cancel();
    expect(await payments.refund()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_PENDING' });
    await payments.pay();
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
    expect(await payments.book()).toEqual(paidAndRefunded);
    expect(await payments.events()).toEqual([]);
  });
});
