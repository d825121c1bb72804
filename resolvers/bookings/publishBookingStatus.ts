import type { Context } from '@aws-appsync/utils';
import type { MutationPublishBookingStatusArgs } from '../../model/schema.ts';
import { checkId, checkText } from '../checks.ts';

const LONGEST_REASON = 200;

/** Hands a stored event to the subscribers. Only the bus, by its role, may call it. */
export function request(ctx: Context<MutationPublishBookingStatusArgs>) {
  const { id, userId, apartmentId, reason } = ctx.args;
  checkId(id, 'id');
  checkId(userId, 'userId');
  if (apartmentId) checkId(apartmentId, 'apartmentId');
  if (reason) checkText(reason, 'reason', LONGEST_REASON);
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishBookingStatusArgs>) {
  const { id, userId, apartmentId, status, reason, updatedOn } = ctx.args;
  // Events spell "no reason" as '': a rule's template has nothing for what is absent.
  return { id, userId, apartmentId: apartmentId || null, status, reason: reason || null, updatedOn };
}
