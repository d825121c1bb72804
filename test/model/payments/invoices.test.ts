import { expect, test } from 'vitest';
import {
  bookingInvoiceId,
  invoiceStatusOf,
  invoiceSubjectOf,
  orderInvoiceId,
} from '../../../model/payments/invoices.ts';
import { isOpenPayment, paymentStatuses } from '../../../model/payments/states.ts';

test('what may still be paid is CREATED, and so is what is held', () => {
  for (const paymentStatus of paymentStatuses.filter(isOpenPayment))
    expect(invoiceStatusOf({ paymentStatus })).toBe('CREATED');
});

test('what was paid is PAID, and ADJUSTED once a part was given back', () => {
  expect(invoiceStatusOf({ paymentStatus: 'PAYMENT_ACCEPTED' })).toBe('PAID');
  expect(invoiceStatusOf({ paymentStatus: 'PAYMENT_ACCEPTED', refundedCents: 1 })).toBe('ADJUSTED');
});

test.each(['PAYMENT_REJECTED', 'PAYMENT_VOIDED', 'PAYMENT_REFUNDED'] as const)(
  'nothing is owed for what is %s',
  (paymentStatus) => {
    expect(invoiceStatusOf({ paymentStatus, refundedCents: 100 })).toBe('CANCELED');
  },
);

test('an invoice’s id says what it is of', () => {
  expect(invoiceSubjectOf(orderInvoiceId('booking:1'))).toEqual({ kind: 'order', id: 'booking:1' });
  expect(invoiceSubjectOf(bookingInvoiceId('b-1'))).toEqual({ kind: 'booking', id: 'b-1' });
  expect(invoiceSubjectOf('b-1')).toBeUndefined();
});
