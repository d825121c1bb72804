import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnShoppingListArgs } from '../../model/schema.ts';
import { checkOptionalId } from '../platform/arguments.ts';
import { actorOf } from '../platform/context.ts';
import { throwError } from '../platform/errors.ts';

/** Staff follows the lists of one building, or all. */
export function request(ctx: Context<SubscriptionOnShoppingListArgs>) {
  if (!actorOf(ctx).isStaff) throwError('Forbidden', 'Only staff may follow shopping lists');
  checkOptionalId(ctx.args.buildingId, 'buildingId');
  return { payload: null };
}

/** The filter takes the place of AppSync's own by argument, where an argument left null would match nothing. */
export function response(ctx: Context<SubscriptionOnShoppingListArgs>) {
  const { buildingId } = ctx.args;
  extensions.setSubscriptionFilter({
    filterGroup: [
      {
        filters: [
          buildingId
            ? { fieldName: 'buildingId', operator: 'eq', value: buildingId }
            : { fieldName: 'id', operator: 'ne', value: '' },
        ],
      },
    ],
  });
  return null;
}
