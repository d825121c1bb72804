import type { Context } from '@aws-appsync/utils';
import type { QueryListOrdersArgs } from '../../model/schema.ts';
import { pageResult } from '../pages.ts';
import { ordersQuery } from './ordersQuery.ts';

/** Step 1 of 2. What was ordered. */
export function request(ctx: Context<QueryListOrdersArgs>) {
  return ordersQuery(ctx, ctx.args);
}

export function response(ctx: Context<QueryListOrdersArgs>) {
  return pageResult(ctx);
}
