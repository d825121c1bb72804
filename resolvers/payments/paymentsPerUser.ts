import { runtime } from '@aws-appsync/utils';
import { batchRows, type BatchResult } from '../platform/dynamodb.ts';
import { bookingPaymentResult, orderPaymentResult, type PaymentRow } from '../platform/payments.ts';
import { batchGetPayments, entriesOf, ordersOf, type UserPaymentsStep } from './shared/userPayments.ts';

export { query } from './shared/userPayments.ts';

/** Adds the payments of the page's orders to those of bookings. */
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

const pageOf = (ctx: UserPaymentsStep, payments: (PaymentRow | null)[]) => ({
  items: entriesOf(ctx, payments).map((entry) =>
    entry.order ? orderPaymentResult(entry.order, entry.payment) : bookingPaymentResult(entry.payment),
  ),
  nextToken: ctx.prev.result.nextToken,
});
