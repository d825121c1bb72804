import type { Context } from '@aws-appsync/utils';
import { availabilityKey } from '../../model/fulfilment/keys.ts';
import type { Availability, MutationSetAvailabilityArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { actorOf } from '../platform/context.ts';
import { setAttributes, updateItem } from '../platform/dynamodb.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { availabilityResult } from './shared/lists.ts';

type Step = Context<MutationSetAvailabilityArgs, object, undefined, undefined, Availability>;

/**
 * Says whether the caller takes lists. What was said last holds, so any row will do; which list they have is not touched. The
 * schema admits only staff.
 */
export function request(ctx: Step) {
  const { id: userId } = actorOf(ctx);
  const { available } = ctx.args;
  const values = { userId, available, updatedOn: nowInstant(), ...entityMetadata('Availability') };
  return updateItem(availabilityKey(userId), setAttributes(values), ANY_ROW);
}

const ANY_ROW = { expression: 'attribute_exists(pk) OR attribute_not_exists(pk)' };

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return availabilityResult(ctx.result);
}
