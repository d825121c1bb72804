import { bookingInvoiceId, invoiceStatusOf, orderInvoiceId } from '../../../model/payments/invoices.ts';
import { eurosOf, type BookingPaymentRow, type PaymentRow } from '../../platform/payments.ts';

/** What was ordered, as far as its invoice needs it. */
interface InvoicedOrder {
  readonly orderId: string;
  readonly userId: string;
  /** Whole cents. */
  readonly amountCents: number;
}

const commonInvoice = (payment: PaymentRow) => ({
  status: invoiceStatusOf(payment),
  refunded: eurosOf(payment.refundedCents ?? 0),
  createdOn: payment.createdOn,
  updatedOn: payment.updatedOn,
});

/** The invoice of an order as the API answers it in a list. */
export const orderInvoice = (order: InvoicedOrder, payment: PaymentRow) => ({
  ...commonInvoice(payment),
  id: orderInvoiceId(order.orderId),
  userId: order.userId,
  amount: eurosOf(payment.amountCents ?? order.amountCents),
});

/** The invoice of a booking as the API answers it in a list. */
export const bookingInvoice = (payment: BookingPaymentRow) => ({
  ...commonInvoice(payment),
  id: bookingInvoiceId(payment.subjectId),
  userId: payment.userId,
  amount: payment.amountCents === undefined ? null : eurosOf(payment.amountCents),
});
