import { runtime, util, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { MAX_LOT_UNITS, restockEventOf } from '../../model/inventory/events.ts';
import { lotKey, restockEventKey } from '../../model/inventory/keys.ts';
import type { MutationRestockSkuArgs, RestockTicket } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkName, checkNumber } from '../platform/arguments.ts';
import { eventTtlDaysOf, traceField } from '../platform/context.ts';
import { putItem, rowIsNew } from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';

interface Stash {
  /** Whether the lot was added to its SKU's units before. */
  isAdded: boolean;
}

type Step<Row> = Context<MutationRestockSkuArgs, Stash, undefined, undefined, Row | null>;

/** A raw event under the same key may have any data. */
interface RestockEventRow {
  readonly eventData?: { readonly units?: unknown } | null;
}

/**
 * Reads the lot that was added, which outlives its event and never changes: another number of units is refused before
 * an event says so. The schema admits only staff.
 */
export const read = {
  request(ctx: Step<unknown>) {
    const { input } = ctx.args;
    checkNumber(input.units, 'units', 1, MAX_LOT_UNITS);
    const key = lotKey(checkName(input.sku, 'sku'), checkName(input.lotId, 'lotId'));
    return get({ key, consistentRead: true });
  },

  response(ctx: Step<{ units: number }>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    ctx.stash.isAdded = !!ctx.result;
    if (ctx.result) checkUnits(ctx, ctx.result.units);
    return {};
  },
};

/** Writes the event of a lot, once; workers do the rest. The same lot again gets the same ticket. */
export const put = {
  request(ctx: Step<unknown>) {
    const { sku, lotId, units } = ctx.args.input;
    if (ctx.stash.isAdded) runtime.earlyReturn(ticketOf(lotId));
    const eventData = { sku, lotId, units, updatedOn: nowInstant() };
    const event = restockEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDaysOf(ctx));
    const row = { ...event, ...traceField(ctx), ...entityMetadata('SkuEvent') };
    return putItem(restockEventKey(sku, lotId), row, rowIsNew);
  },

  response(ctx: Step<RestockEventRow>) {
    if (conditionFailed(ctx.error)) checkUnits(ctx, ctx.result?.eventData?.units);
    else if (ctx.error) throwDataSourceError(ctx.error);
    return ticketOf(ctx.args.input.lotId);
  },
};

/** Throws where the lot brought another number of units than this request. */
function checkUnits(ctx: Step<unknown>, units: unknown): void {
  const { sku, lotId, units: wanted } = ctx.args.input;
  if (units !== wanted) throwError('LotConflict', 'The lot brought another number of units', { sku, lotId });
}

const ticketOf = (lotId: string): RestockTicket => ({ id: lotId, status: 'QUEUED' });
