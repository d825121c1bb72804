import type { PaymentState } from './states.ts';

/**
 * Every status an invoice can have. CREATED: it is to be paid, or its amount is held. PAID: it was paid in full. ADJUSTED: it was paid,
 * and a part was given back. CANCELED: nothing is owed, and nothing was kept.
 */
export const invoiceStatuses = ['CREATED', 'ADJUSTED', 'PAID', 'CANCELED'] as const;
export type InvoiceState = (typeof invoiceStatuses)[number];

interface InvoicedPayment {
  readonly paymentStatus: PaymentState;
  readonly refundedCents?: number | undefined;
}

const statuses: Record<PaymentState, InvoiceState> = {
  PAYMENT_PENDING: 'CREATED',
  PAYMENT_FAILED: 'CREATED',
  PAYMENT_AUTHORIZED: 'CREATED',
  PAYMENT_ACCEPTED: 'PAID',
  PAYMENT_REJECTED: 'CANCELED',
  PAYMENT_VOIDED: 'CANCELED',
  PAYMENT_REFUNDED: 'CANCELED',
};

/** An invoice says what its payment came to: it is not stored beside it, so it cannot say otherwise. */
export const invoiceStatusOf = (payment: InvoicedPayment): InvoiceState => {
  const status = statuses[payment.paymentStatus];
  return status === 'PAID' && (payment.refundedCents ?? 0) > 0 ? 'ADJUSTED' : status;
};

const orderPrefix = 'order:';
const bookingPrefix = 'booking:';

export const orderInvoiceId = (orderId: string) => `${orderPrefix}${orderId}`;
export const bookingInvoiceId = (bookingId: string) => `${bookingPrefix}${bookingId}`;

/** What an invoice is of. */
export interface InvoiceSubject {
  readonly kind: 'order' | 'booking';
  readonly id: string;
}

/** What the invoice with this id is of; undefined where the text is no such id. What follows the colon is not looked at. */
export const invoiceSubjectOf = (invoiceId: string): InvoiceSubject | undefined => {
  if (invoiceId.startsWith(orderPrefix)) return { kind: 'order', id: invoiceId.slice(orderPrefix.length) };
  if (invoiceId.startsWith(bookingPrefix))
    return { kind: 'booking', id: invoiceId.slice(bookingPrefix.length) };
  return undefined;
};
