import type { Context } from '@aws-appsync/utils';
import { reasonOf } from '../../model/reasons.ts';
import type { MutationPublishOrderStatusArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { traceFieldOf } from '../platform/context.ts';

/**
 * Hands a stored event to the subscribers. Only the bus, by its role, may call it: what it is refused nobody
 * ever hears of, so a reason is shortened, whoever wrote it.
 */
export function request(ctx: Context<MutationPublishOrderStatusArgs>) {
  checkId(ctx.args.orderId, 'orderId');
  checkId(ctx.args.userId, 'userId');
  const { orderId, status, traceId } = ctx.args;
  // The last line of log on an event's way. AppSync keeps it where the field log level is INFO or more.
  console.log({ step: 'publishOrderStatus', entityId: orderId, status, ...traceFieldOf(traceId) });
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishOrderStatusArgs>) {
  const { orderId, userId, status, reason, updatedOn, traceId } = ctx.args;
  // Events spell "no reason" as '': a rule's template has nothing for what is absent.
  return {
    orderId,
    userId,
    status,
    reason: reasonOf(reason ?? '') || null,
    updatedOn,
    ...traceFieldOf(traceId),
  };
}
