import type { Context } from '@aws-appsync/utils';
import type { MutationPublishShoppingListArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';

/** Hands a list's event to the subscribers. Only the bus, by its role, may call it. */
export function request(ctx: Context<MutationPublishShoppingListArgs>) {
  const { id, buildingId, assignedTo } = ctx.args;
  checkId(id, 'id');
  checkId(buildingId, 'buildingId');
  if (assignedTo) checkId(assignedTo, 'assignedTo');
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishShoppingListArgs>) {
  const { id, buildingId, status, assignedTo, updatedOn } = ctx.args;
  // Events spell "nobody" as '': a rule's template has nothing for what is absent.
  return { id, buildingId, status, assignedTo: assignedTo || null, updatedOn };
}
