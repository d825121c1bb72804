import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnStockLevelArgs } from '../../model/schema.ts';
import { checkId } from '../checks.ts';

/** Every signed-in user may see what is in stock. */
export function request(_ctx: Context<SubscriptionOnStockLevelArgs>) {
  return { payload: null };
}

/** The filter takes the place of AppSync's own by argument, where an argument left null would match nothing. */
export function response(ctx: Context<SubscriptionOnStockLevelArgs>) {
  const sku = ctx.args.sku ?? null;
  // No SKU given: every one, which a filter must say too.
  const filter =
    sku === null
      ? { fieldName: 'sku', operator: 'ne' as const, value: '' }
      : { fieldName: 'sku', operator: 'eq' as const, value: checkId(sku, 'sku') };
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [filter] }] });
  return null;
}
