import { runtime } from '@aws-appsync/utils';
import { batchRows, type BatchResult } from '../platform/dynamodb.ts';
import type { PaymentRow } from '../platform/payments.ts';
import { bookingInvoice, orderInvoice } from './shared/invoices.ts';
import { batchGetPayments, entriesOf, ordersOf, type UserPaymentsStep } from './shared/userPayments.ts';

export { query } from './shared/userPayments.ts';

/** Adds the payments of the page's orders, and makes an invoice of each. */
export const payments = {
  request(ctx: UserPaymentsStep) {
    const orders = ordersOf(ctx);
    if (orders.length === 0) runtime.earlyReturn(pageOf(ctx, []));
    return batchGetPayments(ctx, orders);
  },

  response(ctx: UserPaymentsStep<BatchResult<(PaymentRow | null)[]>>) {
    return pageOf(ctx, batchRows(ctx));
  },
};

/** An attempt to pay for a booking whose place another took has no invoice: there is one of each booking. */
const pageOf = (ctx: UserPaymentsStep, payments: (PaymentRow | null)[]) => ({
  items: entriesOf(ctx, payments).flatMap((entry) => {
    if (entry.order) return [orderInvoice(entry.order, entry.payment)];
    return entry.payment.superseded ? [] : [bookingInvoice(entry.payment)];
  }),
  nextToken: ctx.prev.result.nextToken,
});
