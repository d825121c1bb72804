import type { Context } from '@aws-appsync/utils';
import type { MutationDeliverOrderArgs } from '../../model/schema.ts';
import { readOrder, standingOrder } from './standingOrder.ts';

/** Step 1 of 2. Finds the order; that staff asks is the schema's business. */
export function request(ctx: Context<MutationDeliverOrderArgs>) {
  return readOrder(ctx, ctx.args.orderId);
}

export function response(ctx: Context<MutationDeliverOrderArgs>) {
  const order = standingOrder(ctx, ctx.args.orderId);
  ctx.stash.order = order;
  return order;
}
