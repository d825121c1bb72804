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
const neverCharged = { captured: 0, refunded: 0 };

describe('an order that a raw event moved', () => {
  test('to PAYMENT_ACCEPTED before its payment is begun is not charged', async () => {
    await start();
    await payments.move({ status: 'PAYMENT_ACCEPTED' });
    await payments.pay();
    expect(await payments.payment()).toBeUndefined();
    expect(await payments.book()).toEqual(neverCharged);
  });

  test.each(['PAYMENT_ACCEPTED', 'SHIPPED', 'DELIVERED'])(
    'to %s while it was charged keeps the charge, and is not announced again',
    async (status) => {
      await start();
      payments.before('TransactWriteItems', () => payments.move({ status, reason: 'raw' }));
      expect(await payments.pay()).toBe(1);
      expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_ACCEPTED' });
      expect(await payments.order()).toMatchObject({ status, stock: 'HELD', reason: 'raw' });
      expect(await payments.events()).toEqual([]);
      expect(await payments.book()).toEqual(paidOnce);
    },
  );

  test('to PAYMENT_ACCEPTED, and canceled before the charge is recorded, is refunded', async () => {
    await start();
    payments.before('TransactWriteItems', async () => {
      await payments.move({ status: 'PAYMENT_ACCEPTED' });
      payments.before('TransactWriteItems', payments.cancel);
    });
    expect(await payments.pay()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
    expect(await payments.book()).toEqual(paidAndRefunded);
  });

  test('to PAYMENT_REJECTED while it was charged is refunded', async () => {
    await start();
    payments.before('TransactWriteItems', () => payments.move({ status: 'PAYMENT_REJECTED' }));
    expect(await payments.pay()).toBe(1);
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
    expect(await payments.book()).toEqual(paidAndRefunded);
  });
});

test('a charge that was refunded at the gateway ends its order', async () => {
  await start();
  payments.tableActions.TransactWriteItems = crash;
  await payments.deliver();
  payments.mend();
  const { gateway } = await import('../../../lambda-fns/payments/gateway/gateway.ts');
  await gateway.refund('order:order-1');
  await payments.pay();
  expect(await payments.order()).toMatchObject({ status: 'PAYMENT_REJECTED', stock: 'HELD' });
  expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
  expect(await payments.book()).toEqual(paidAndRefunded);
});

test('an order that moves whenever its payment is recorded is charged once, and paid by a later delivery', async () => {
  await start();
  const { TransactWriteItems } = payments.tableActions;
  let transactions = 0;
  payments.tableActions.TransactWriteItems = async (input, call) => {
    await payments.move({ status: ++transactions % 2 ? 'PAYMENT_ACCEPTED' : 'SHIPPED' });
    return TransactWriteItems!(input, call);
  };
  expect(await payments.deliver()).toBe(false);
  // Once where the payment is begun, and ten times where it is found begun.
  expect(transactions).toBe(11);
  expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_PENDING' });

  payments.mend();
  expect(await payments.pay()).toBe(1);
  expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_ACCEPTED' });
  expect(await payments.book()).toEqual(paidOnce);
});
