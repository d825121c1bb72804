import type { Context } from '@aws-appsync/utils';
import { orderProgressKey } from '../../model/orders/keys.ts';
import { besideOrders, ordersOf, withRows } from './besideOrders.ts';
import { orderResult, type Progressed } from './orderResult.ts';

/** Step 2 of 2. How far each order of the page has come. */
export function request(ctx: Context) {
  return besideOrders(
    ctx,
    ordersOf(ctx).map(({ orderId }) => orderProgressKey(orderId)),
  );
}

export function response(ctx: Context) {
  const items = withRows<Progressed>(ctx).map(({ order, row }) => orderResult(order, row));
  return { items, nextToken: ctx.prev.result.nextToken };
}
