import { expect, test } from 'vitest';
import { BOOKING_PAYMENT_REJECTED_EVENT } from '../../../model/payments/events.ts';
import {
  bookingPaymentId,
  bookingPaymentKey,
  gatewayPartition,
  orderPaymentId,
  paymentSortKey,
  userPaymentsKey,
} from '../../../model/payments/keys.ts';
import { Payment } from '../../../model/payments/Payment.ts';
import { PaymentEvent } from '../../../model/payments/PaymentEvent.ts';
import { SimulatedCharge } from '../../../model/payments/SimulatedCharge.ts';

const table = 'T';

test.each([1, 10])('resolvers and Lambdas spell the key of payment %i the same way', (attempt) => {
  expect(bookingPaymentKey('k-1', attempt)).toEqual(
    Payment.get({ subject: 'BOOKING', subjectId: 'k-1', attempt }).params({ table }).Key,
  );
});

const begun = {
  subjectId: 'k-1',
  attempt: 1,
  userId: 'user-1',
  paymentStatus: 'PAYMENT_PENDING',
  paymentRetries: 0,
  createdOn: '2030-01-01T00:00:00.000Z',
  updatedOn: '2030-01-01T00:00:00.000Z',
} as const;

test('resolvers and Lambdas list a person’s payments of bookings the same way', () => {
  const paymentId = bookingPaymentId('k-1', 1);
  const { Item } = Payment.create({ ...begun, subject: 'BOOKING', paymentId }).params({ table });
  expect(Item).toMatchObject({
    gsi1pk: userPaymentsKey('user-1'),
    gsi1sk: paymentSortKey(begun.createdOn, paymentId),
  });
});

test('the payment of an order is in no index, because its order is', () => {
  const payment = { ...begun, subject: 'EVENTS#ORDER_ID', paymentId: orderPaymentId('k-1') } as const;
  const { Item } = Payment.create(payment).params({ table });
  expect(Object.keys(Item).filter((name) => name.startsWith('gsi'))).toEqual([]);
});

test('a change of a payment leaves its place in the index', () => {
  const { UpdateExpression } = Payment.patch({ subject: 'BOOKING', subjectId: 'k-1', attempt: 1 })
    .set({ paymentStatus: 'PAYMENT_ACCEPTED', updatedOn: begun.updatedOn })
    .params({ table });
  expect(UpdateExpression).not.toContain('gsi1');
});

test('payments of one booking sort by attempt', () => {
  const keys = [10, 9, 1].map((attempt) => bookingPaymentKey('k-1', attempt).sk);
  expect(keys.sort()).toEqual(['PAYMENT#001', 'PAYMENT#009', 'PAYMENT#010']);
});

test('each attempt has an id of its own', () => {
  expect(bookingPaymentId('k-1', 1)).not.toBe(bookingPaymentId('k-1', 2));
});

test('a refusal is announced beside the booking’s other events, once a payment', () => {
  const event = {
    bookingId: 'k-1',
    eventName: BOOKING_PAYMENT_REJECTED_EVENT,
    eventData: {},
    applied: true,
    ttl: 1,
  };
  const keyOf = (paymentId: string) => PaymentEvent.create({ ...event, paymentId }).params({ table }).Item;
  expect(keyOf('p-1')).toMatchObject({
    pk: 'EVENTS#BOOKING_ID#k-1',
    sk: 'EVENT#BOOKING_PAYMENT_REJECTED_EVENT#PAYMENT_ID#p-1',
  });
});

test('the simulated gateway’s rows lie in a payment’s partition of its gateway', () => {
  expect(SimulatedCharge.get({ paymentId: 'order:o-1' }).params({ table }).Key).toMatchObject({
    pk: gatewayPartition('order:o-1'),
  });
});
