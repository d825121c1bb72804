import type { Context } from '@aws-appsync/utils';
import type { MutationCancelOrderArgs } from '../../model/schema.ts';
import { actorOf, checkMayRead } from '../actors.ts';
import { readOrder, standingOrder } from './standingOrder.ts';

/** Step 1 of 2. Finds the order, which its owner and staff may cancel. */
export function request(ctx: Context<MutationCancelOrderArgs>) {
  return readOrder(ctx, ctx.args.orderId);
}

export function response(ctx: Context<MutationCancelOrderArgs>) {
  const order = standingOrder(ctx, ctx.args.orderId);
  checkMayRead(actorOf(ctx), order.userId);
  ctx.stash.order = order;
  return order;
}
