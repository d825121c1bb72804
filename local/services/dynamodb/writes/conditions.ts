import { checkConditional } from 'dynalite/db/index.js';
import { AwsError } from '../../../platform/AwsError.ts';
import { matches } from '../expressions/matches.ts';
import type { Target } from './Write.ts';

/** Whether the item as it is stored meets the request's condition, if it has one. */
export function conditionHolds({ data, old }: Target): boolean {
  if (data._condition) return matches(data._condition.expression, old ?? {});
  return !checkConditional(data, old);
}

export const CONDITION_FAILED = 'The conditional request failed';

export const conditionFailed = (target: Target) =>
  new AwsError('ConditionalCheckFailedException', CONDITION_FAILED, { fields: askedItem(target) });

/** `{Item}` where the request asks for the item its condition failed on. */
export const askedItem = ({ data, old }: Target) =>
  data.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && old ? { Item: old } : {};
