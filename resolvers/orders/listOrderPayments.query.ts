import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { orderKey } from '../../model/orders/keys.ts';
import type { Pagination, QueryListOrderPaymentsArgs } from '../../model/schema.ts';
import { actorOf, checkMayRead } from '../actors.ts';
import { checkId } from '../checks.ts';
import { pageOf, pageResult } from '../pages.ts';
import type { Ordered } from './orderResult.ts';
import { ordersQuery } from './ordersQuery.ts';

/** Step 1 of 2. The orders whose payments are asked for: the one that is named, or those of `listOrders`. */
export function request(ctx: Context<QueryListOrderPaymentsArgs>) {
  const { sortDirection, pagination } = ctx.args;
  const orderId = ctx.args.orderId ?? null;
  return orderId === null
    ? ordersQuery(ctx, { sortDirection, pagination })
    : orderQuery(checkId(orderId, 'orderId'), pagination);
}

export function response(ctx: Context<QueryListOrderPaymentsArgs>) {
  const page = pageResult(ctx);
  const actor = actorOf(ctx);
  page.items.forEach(({ userId }: Ordered) => checkMayRead(actor, userId));
  return page;
}

const orderQuery = (orderId: string, pagination: Pagination | null | undefined): DynamoDBQueryRequest => {
  const { pk, sk } = orderKey(orderId);
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND sk = :sk',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk, ':sk': sk }),
    },
    consistentRead: true,
    ...pageOf(pagination),
  };
};
