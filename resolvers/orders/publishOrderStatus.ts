import type { Context } from '@aws-appsync/utils';
import type { MutationPublishOrderStatusArgs } from '../../model/schema.ts';
import { checkId, checkText } from '../checks.ts';

const LONGEST_REASON = 200;

/** Hands a stored event to the subscribers. Only the bus, by its role, may call it. */
export function request(ctx: Context<MutationPublishOrderStatusArgs>) {
  const { orderId, userId, reason } = ctx.args;
  checkId(orderId, 'orderId');
  checkId(userId, 'userId');
  if (reason) checkText(reason, 'reason', LONGEST_REASON);
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishOrderStatusArgs>) {
  const { orderId, userId, status, reason, updatedOn } = ctx.args;
  // Events spell "no reason" as '': a rule's template has nothing for what is absent.
  return { orderId, userId, status, reason: reason || null, updatedOn };
}
