import { util, type Context } from '@aws-appsync/utils';
import { restockEventOf } from '../../model/inventory/events.ts';
import { restockEventKey } from '../../model/inventory/keys.ts';
import { MAX_LOT_UNITS } from '../../model/inventory/events.ts';
import type { MutationRestockSkuArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkName, checkNumber } from '../platform/arguments.ts';
import { eventTtlDaysOf } from '../platform/context.ts';
import { putItem, rowIsNew } from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';

/** A raw event under the same key may have any data. */
interface RestockEventRow {
  readonly eventData?: { readonly units?: unknown } | null;
}

type Step = Context<MutationRestockSkuArgs, object, undefined, undefined, RestockEventRow | null>;

/** Writes the event of a lot, once; workers do the rest. The schema admits only staff. */
export function request(ctx: Step) {
  const { input } = ctx.args;
  const sku = checkName(input.sku, 'sku');
  const lotId = checkName(input.lotId, 'lotId');
  const units = checkNumber(input.units, 'units', 1, MAX_LOT_UNITS);
  const eventData = { sku, lotId, units, updatedOn: util.time.nowISO8601() };
  const event = restockEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDaysOf(ctx));
  return putItem(restockEventKey(sku, lotId), { ...event, ...entityMetadata('SkuEvent') }, rowIsNew);
}

/** The same lot again gets the same ticket. */
export function response(ctx: Step) {
  const { sku, lotId, units } = ctx.args.input;
  if (conditionFailed(ctx.error)) {
    if (ctx.result?.eventData?.units !== units)
      throwError('LotConflict', 'The lot brought another number of units', { sku, lotId });
  } else if (ctx.error) throwDataSourceError(ctx.error);
  return { id: lotId, status: 'QUEUED' };
}
