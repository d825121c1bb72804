import type { Context } from '@aws-appsync/utils';
import type { MutationPublishStockLevelArgs } from '../../model/schema.ts';
import { checkId } from '../checks.ts';
import { refuse } from '../refuse.ts';

/** What GraphQL's `Int` holds. */
const MOST = 2_147_483_647;

/** Hands a SKU's stored units to the subscribers. Only the bus, by its role, may call it. */
export function request(ctx: Context<MutationPublishStockLevelArgs>) {
  const { sku, units } = ctx.args;
  checkId(sku, 'sku');
  const count = parseInt(units);
  if (!(count >= 0 && count <= MOST) || `${count}` !== units)
    refuse('InvalidArgument', `units must be a whole number of 0 to ${MOST}`, { argument: 'units' });
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishStockLevelArgs>) {
  const { sku, units, updatedOn } = ctx.args;
  return { sku, units: parseInt(units), updatedOn };
}
