import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnStockLevelArgs } from '../../model/schema.ts';
import { checkOptionalId } from '../platform/arguments.ts';

/** Every signed-in user may see what is in stock. */
export function request(ctx: Context<SubscriptionOnStockLevelArgs>) {
  checkOptionalId(ctx.args.sku, 'sku');
  return { payload: null };
}

/**
 * The filter takes the place of AppSync's own by argument, where an argument left null would match nothing. Without a SKU
 * it says so, and matches every one.
 */
export function response(ctx: Context<SubscriptionOnStockLevelArgs>) {
  const { sku } = ctx.args;
  extensions.setSubscriptionFilter({
    filterGroup: [{ filters: [{ fieldName: 'sku', operator: sku ? 'eq' : 'ne', value: sku ?? '' }] }],
  });
  return null;
}
