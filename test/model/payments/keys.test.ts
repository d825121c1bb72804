import { expect, test } from 'vitest';
import { BOOKING_PAYMENT_REJECTED_EVENT } from '../../../model/payments/events.ts';
import { bookingPaymentId, bookingPaymentKey, gatewayPartition } from '../../../model/payments/keys.ts';
import { Payment } from '../../../model/payments/Payment.ts';
import { PaymentEvent } from '../../../model/payments/PaymentEvent.ts';
import { SimulatedCharge } from '../../../model/payments/SimulatedCharge.ts';

const table = 'T';

test.each([1, 10])('resolvers and Lambdas spell the key of payment %i the same way', (attempt) => {
  expect(bookingPaymentKey('k-1', attempt)).toEqual(
    Payment.get({ subject: 'BOOKING', subjectId: 'k-1', attempt }).params({ table }).Key,
  );
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
