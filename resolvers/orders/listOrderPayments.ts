import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { orderKey } from '../../model/orders/keys.ts';
import { orderPaymentKey } from '../../model/payments/keys.ts';
import type { Pagination, QueryListOrderPaymentsArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import { expressionOf, pageOf, pageResult, type BatchResult, type Page } from '../platform/dynamodb.ts';
import { orderPaymentResult, type PaymentRow } from '../platform/payments.ts';
import {
  batchGetOrders,
  ordersWithRows,
  queryOrders,
  type OrderRow,
  type OrdersStep,
} from './shared/orders.ts';

type Step<Result> = Context<QueryListOrderPaymentsArgs, object, undefined, undefined, Result>;

/** Reads the orders whose payments are listed: the one that is named, or those of `listOrders`. */
export const query = {
  request(ctx: Step<unknown>) {
    const { sortDirection, pagination } = ctx.args;
    const orderId = ctx.args.orderId ?? null;
    return orderId === null
      ? queryOrders(ctx, { sortDirection, pagination })
      : queryOrder(checkId(orderId, 'orderId'), pagination);
  },

  response(ctx: Step<Page<OrderRow>>) {
    const page = pageResult(ctx);
    const actor = actorOf(ctx);
    page.items.forEach(({ userId }) => checkMayRead(actor, userId));
    return page;
  },
};

/** Reads the payments of the page's orders; an order that has none is left out. */
export const payments = {
  request(ctx: OrdersStep) {
    const orders = ctx.prev.result.items;
    return batchGetOrders(
      ctx,
      orders.map(({ orderId }) => orderPaymentKey(orderId)),
    );
  },

  response(ctx: OrdersStep<BatchResult<(PaymentRow | null)[]>>) {
    const items = ordersWithRows(ctx).flatMap(({ order, row }) =>
      row ? [orderPaymentResult(order, row)] : [],
    );
    return { items, nextToken: ctx.prev.result.nextToken };
  },
};

function queryOrder(orderId: string, pagination: Pagination | null | undefined): DynamoDBQueryRequest {
  const { pk, sk } = orderKey(orderId);
  return {
    operation: 'Query',
    query: expressionOf('pk = :pk AND sk = :sk', { ':pk': pk, ':sk': sk }),
    consistentRead: true,
    ...pageOf(pagination),
  };
}
