import type { Context } from '@aws-appsync/utils';
import { reasonOf } from '../../model/reasons.ts';
import type { MutationPublishBookingStatusArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { traceFieldOf } from '../platform/context.ts';

/**
 * Hands a stored event to the subscribers. Only the bus, by its role, may call it: what it is refused nobody
 * ever hears of, so a reason is shortened, whoever wrote it.
 */
export function request(ctx: Context<MutationPublishBookingStatusArgs>) {
  checkId(ctx.args.id, 'id');
  checkId(ctx.args.userId, 'userId');
  if (ctx.args.apartmentId) checkId(ctx.args.apartmentId, 'apartmentId');
  const { id, status, traceId } = ctx.args;
  // The last line of log on an event's way. AppSync keeps it where the field log level is INFO or more.
  console.log({ step: 'publishBookingStatus', entityId: id, status, ...traceFieldOf(traceId) });
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishBookingStatusArgs>) {
  const { id, userId, apartmentId, status, reason, updatedOn, traceId } = ctx.args;
  // Events spell "no reason" as '': a rule's template has nothing for what is absent.
  return {
    id,
    userId,
    apartmentId: apartmentId || null,
    status,
    reason: reasonOf(reason ?? '') || null,
    updatedOn,
    ...traceFieldOf(traceId),
  };
}
