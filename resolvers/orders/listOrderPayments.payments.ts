import type { Context } from '@aws-appsync/utils';
import { orderPaymentKey } from '../../model/payments/keys.ts';
import { besideOrders, ordersOf, withRows } from './besideOrders.ts';
import { paymentResult, type PaymentRow } from './paymentResult.ts';

/** Step 2 of 2. The payments of the page's orders, of those that have one. */
export function request(ctx: Context) {
  return besideOrders(
    ctx,
    ordersOf(ctx).map(({ orderId }) => orderPaymentKey(orderId)),
  );
}

export function response(ctx: Context) {
  const items = withRows<PaymentRow>(ctx).flatMap(({ order, row }) =>
    row ? [paymentResult(order, row)] : [],
  );
  return { items, nextToken: ctx.prev.result.nextToken };
}
