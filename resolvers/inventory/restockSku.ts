import { util, type Context, type DynamoDBPutItemRequest } from '@aws-appsync/utils';
import { MAX_LOT_UNITS, restockEventOf } from '../../model/inventory/events.ts';
import { restockEventKey } from '../../model/inventory/keys.ts';
import type { MutationRestockSkuArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkName, checkNumber } from '../checks.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';

/** Says that a lot came in, once: its event is all that is written here. The schema lets only staff in. */
export function request(ctx: Context<MutationRestockSkuArgs>): DynamoDBPutItemRequest {
  const { input } = ctx.args;
  const sku = checkName(input.sku, 'sku');
  const lotId = checkName(input.lotId, 'lotId');
  const units = checkNumber(input.units, 'units', 1, MAX_LOT_UNITS);
  const eventData = { sku, lotId, units, updatedOn: util.time.nowISO8601() };
  const event = restockEventOf(eventData, util.time.nowEpochSeconds(), settingsOf(ctx).eventTtlDays);
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(restockEventKey(sku, lotId)),
    attributeValues: util.dynamodb.toMapValues({ ...event, ...entityMetadata('SkuEvent') }),
    condition: { expression: 'attribute_not_exists(pk)' },
  };
}

/** The same lot again is the same ticket. */
export function response(ctx: Context<MutationRestockSkuArgs>) {
  const { sku, lotId, units } = ctx.args.input;
  if (failedCondition(ctx.error)) {
    if (ctx.result?.eventData?.units !== units)
      refuse('LotConflict', 'The lot brought another number of units', { sku, lotId });
  } else if (ctx.error) passOn(ctx.error);
  return { id: lotId, status: 'QUEUED' };
}
