import type { Context } from '@aws-appsync/utils';
import type { MutationPublishStockLevelArgs } from '../../model/schema.ts';

/** Hands a SKU's stored units to the subscribers. Only the bus, by its role, may call it. */
export function request(ctx: Context<MutationPublishStockLevelArgs>) {
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishStockLevelArgs>) {
  const { sku, units, updatedOn } = ctx.args;
  return { sku, units: parseInt(units), updatedOn };
}
