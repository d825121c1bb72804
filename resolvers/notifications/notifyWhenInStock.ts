import { util, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { SECONDS_OF_DAY } from '../../model/calendar.ts';
import { skuKey } from '../../model/inventory/keys.ts';
import { stockWatchIndexKeys, stockWatchKey } from '../../model/notifications/keys.ts';
import type { MutationNotifyWhenInStockArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkName } from '../platform/arguments.ts';
import { actorOf } from '../platform/context.ts';
import { anyRow, deleteItem, putItem } from '../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';

type Step<Result = unknown> = Context<MutationNotifyWhenInStockArgs, object, undefined, undefined, Result>;

const KEPT_DAYS = 90;

/** Reads what is on hand: there is something to wait for only where there is none. */
export const read = {
  request(ctx: Step) {
    return get({ key: skuKey(checkName(ctx.args.sku, 'sku')), consistentRead: true });
  },

  response(ctx: Step<{ units: number } | null>) {
    const { sku, wanted } = ctx.args;
    if (ctx.error) throwDataSourceError(ctx.error);
    if (!ctx.result) throwError('NotFound', 'There is no such SKU', { sku });
    if (wanted !== false && ctx.result.units > 0)
      throwError('StateConflict', 'There are units on hand', { status: 'IN_STOCK' });
    return {};
  },
};

/**
 * Waits, or waits no more. Units that come between the two steps are found by the next sweep, which looks at all that somebody
 * waits for.
 */
export const write = {
  request(ctx: Step) {
    const { id: userId } = actorOf(ctx);
    const { sku, wanted } = ctx.args;
    const key = stockWatchKey(userId, sku);
    if (wanted === false) return deleteItem(key, anyRow);
    const row = {
      ...{ userId, sku, createdOn: nowInstant() },
      ttl: util.time.nowEpochSeconds() + KEPT_DAYS * SECONDS_OF_DAY,
      ...stockWatchIndexKeys(userId, sku),
      ...entityMetadata('StockWatch'),
    };
    return putItem(key, row, anyRow);
  },

  response(ctx: Step) {
    if (ctx.error) throwDataSourceError(ctx.error);
    return { sku: ctx.args.sku, watched: ctx.args.wanted !== false };
  },
};
