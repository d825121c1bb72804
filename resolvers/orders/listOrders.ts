import type { Context } from '@aws-appsync/utils';
import { orderProgressKey } from '../../model/orders/keys.ts';
import type { QueryListOrdersArgs } from '../../model/schema.ts';
import { pageResult, type BatchResult, type Page } from '../platform/dynamodb.ts';
import {
  batchGetOrders,
  orderResult,
  ordersWithRows,
  queryOrders,
  type OrderRow,
  type OrdersStep,
  type ProgressRow,
} from './shared/orders.ts';

type Step<Result> = Context<QueryListOrdersArgs, object, undefined, undefined, Result>;

/** Reads a page of what was ordered. */
export const query = {
  request(ctx: Step<unknown>) {
    return queryOrders(ctx, ctx.args);
  },

  response(ctx: Step<Page<OrderRow>>) {
    return pageResult(ctx);
  },
};

/** Reads the status of each order of the page. */
export const progress = {
  request(ctx: OrdersStep) {
    const orders = ctx.prev.result.items;
    return batchGetOrders(
      ctx,
      orders.map(({ orderId }) => orderProgressKey(orderId)),
    );
  },

  response(ctx: OrdersStep<BatchResult<(ProgressRow | null)[]>>) {
    const items = ordersWithRows(ctx).map(({ order, row }) => orderResult(order, row));
    return { items, nextToken: ctx.prev.result.nextToken };
  },
};
