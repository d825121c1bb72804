import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnProductChangeArgs } from '../../model/schema.ts';
import { checkOptionalId } from '../platform/arguments.ts';

/** Every signed-in user may see what is sold. */
export function request(ctx: Context<SubscriptionOnProductChangeArgs>) {
  checkOptionalId(ctx.args.storeId, 'storeId');
  checkOptionalId(ctx.args.productId, 'productId');
  return { payload: null };
}

/** The filter takes the place of AppSync's own by argument, where an argument left null would match nothing. */
export function response(ctx: Context<SubscriptionOnProductChangeArgs>) {
  const { storeId, productId } = ctx.args;
  const filters = [...filterOn('storeId', 'eq', storeId), ...filterOn('id', 'eq', productId)];
  // Whoever names nothing follows everything.
  extensions.setSubscriptionFilter({
    filterGroup: [
      { filters: filters.length > 0 ? filters : [{ fieldName: 'id', operator: 'ne', value: '' }] },
    ],
  });
  return null;
}

/** The operator is a parameter, because AppSync checks types: a literal here is any text once `as const` is compiled away. */
const filterOn = (fieldName: string, operator: 'eq', value: string | null | undefined) =>
  value ? [{ fieldName, operator, value }] : [];
