import { bookingPaymentResult, orderPaymentResult } from '../platform/payments.ts';
import { batchGetPayments, paymentsPage, type PaymentEntry } from './shared/userPayments.ts';

export { query } from './shared/userPayments.ts';

const resultOf = (entry: PaymentEntry) =>
  entry.order ? orderPaymentResult(entry.order, entry.payment) : bookingPaymentResult(entry.payment);

/** Adds the payments of the page's orders to those of bookings. */
export const payments = {
  request(ctx: Parameters<typeof batchGetPayments>[0]) {
    return batchGetPayments(ctx, resultOf);
  },

  response(ctx: Parameters<typeof paymentsPage>[0]) {
    return paymentsPage(ctx, resultOf);
  },
};
