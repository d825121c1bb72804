import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnStockLevelArgs } from '../../model/schema.ts';
import { checkOptionalId } from '../platform/arguments.ts';

/** Every signed-in user may see what is in stock. */
export function request(ctx: Context<SubscriptionOnStockLevelArgs>) {
  checkOptionalId(ctx.args.sku, 'sku');
  return { payload: null };
}

/** The filter takes the place of AppSync's own by argument, where an argument left null would match nothing. */
export function response(ctx: Context<SubscriptionOnStockLevelArgs>) {
  const { sku } = ctx.args;
  // No SKU given: every one, which a filter must say too.
  const filter = { fieldName: 'sku', operator: sku ? ('eq' as const) : ('ne' as const), value: sku ?? '' };
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [filter] }] });
  return null;
}
