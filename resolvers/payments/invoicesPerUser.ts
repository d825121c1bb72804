import { bookingInvoice, orderInvoice } from './shared/invoices.ts';
import { batchGetPayments, paymentsPage, type PaymentEntry } from './shared/userPayments.ts';

export { query } from './shared/userPayments.ts';

/** An attempt to pay for a booking whose place another took has no invoice: there is one of each booking. */
const resultOf = (entry: PaymentEntry) => {
  if (entry.order) return orderInvoice(entry.order, entry.payment);
  return entry.payment.superseded ? null : bookingInvoice(entry.payment);
};

/** Adds the payments of the page's orders, and makes an invoice of each. */
export const payments = {
  request(ctx: Parameters<typeof batchGetPayments>[0]) {
    return batchGetPayments(ctx, resultOf);
  },

  response(ctx: Parameters<typeof paymentsPage>[0]) {
    return paymentsPage(ctx, resultOf);
  },
};
