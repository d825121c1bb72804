import type { Context } from '@aws-appsync/utils';
import type { MutationPublishStockLevelArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { throwError } from '../platform/errors.ts';

/** What GraphQL's `Int` holds. */
const MOST = 2_147_483_647;

/** Hands a SKU's stored level to the subscribers. Only the bus, by its role, may call it. */
export function request(ctx: Context<MutationPublishStockLevelArgs>) {
  checkId(ctx.args.sku, 'sku');
  checkCount(ctx.args.units, 'units');
  checkCount(ctx.args.version, 'version');
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishStockLevelArgs>) {
  const { sku, units, version, updatedOn } = ctx.args;
  return { sku, units: parseInt(units), version: parseInt(version), updatedOn };
}

function checkCount(value: string, argument: string) {
  const count = parseInt(value);
  if (!(count >= 0 && count <= MOST) || `${count}` !== value)
    throwError('InvalidArgument', `${argument} must be a whole number of 0 to ${MOST}`, { argument });
}
