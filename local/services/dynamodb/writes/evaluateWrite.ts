import { checkConditional } from 'dynalite/db/index.js';
import { getOwn } from '../../../platform/ownProperty.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { KeyInput } from '../dynalite/ValidatedInputs.ts';
import { applyAttributeUpdates } from '../dynalite/actions.ts';
import { applyUpdate } from '../expressions/applyUpdate.ts';
import { matchesCondition } from '../expressions/matchesCondition.ts';
import { type AttributeMap, type AttributeValue, frozenCopyOf } from '../items/AttributeValue.ts';
import { itemSize, itemTooLarge, MAX_ITEM_BYTES } from '../items/itemSize.ts';
import { checkItemNesting } from '../items/nesting.ts';
import type { TableDescription } from '../tables/Table.ts';
import { indexesOf } from '../tables/indexes.ts';
import type { Target, Write, WriteKind } from './Write.ts';

/** Whether the item as it is stored meets the request's condition, if it has one. */
export function conditionHolds({ data, old }: Target): boolean {
  if (data._condition) return matchesCondition(data._condition.expression, old ?? {});
  return !checkConditional(data, old);
}

export const CONDITION_FAILED = 'The conditional request failed';

export const conditionFailed = (target: Target) =>
  new AwsError('ConditionalCheckFailedException', CONDITION_FAILED, { fields: conditionFailureItem(target) });

/** `{Item}` where the request asks for the item its condition failed on. */
export const conditionFailureItem = ({ data, old }: Target) =>
  data.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && old ? { Item: old } : {};

/** What a write leaves behind. Its condition holds. */
export function evaluateWrite(target: Target): Write {
  if (target.kind === 'delete') return target;
  if (target.kind === 'check') return { ...target, next: target.old };
  const next = target.kind === 'put' ? target.data.Item : updatedItem(target, target.data);
  if (itemSize(next) > MAX_ITEM_BYTES) throw itemTooLarge(target.kind);
  checkItemNesting(next);
  checkIndexKeys(target.table.description, next, target.kind);
  return { ...target, next: frozenCopyOf(next) };
}

function updatedItem({ old, table }: Target, data: KeyInput): AttributeMap {
  const { _updates, AttributeUpdates, Key } = data;
  if (_updates) return applyUpdate(_updates.sections, old ?? Key);
  return AttributeUpdates ? applyAttributeUpdates(data, table.description, old) : (old ?? Key);
}

/** Throws for an item that an index could not hold: with a key attribute of another type, or an empty one. */
function checkIndexKeys(table: TableDescription, item: AttributeMap, kind: WriteKind): void {
  for (const { IndexName, KeySchema } of indexesOf(table))
    for (const { AttributeName } of KeySchema) {
      const value = getOwn(item, AttributeName);
      if (!value) continue;
      const type = definedTypeOf(table, AttributeName);
      if (!type || value[type] === undefined) throw wrongIndexKeyType(kind);
      if (value.S === '' || value.B === '') throw emptyIndexKey(kind, value, IndexName, AttributeName);
    }
}

const definedTypeOf = (table: TableDescription, name: string) =>
  table.AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;

const wrongIndexKeyType = (kind: WriteKind) =>
  new AwsError(
    'ValidationException',
    kind === 'update'
      ? 'The update expression attempted to update the secondary index key to unsupported type'
      : 'One or more parameter values were invalid: Type mismatch for Index Key',
  );

const emptyIndexKey = (kind: WriteKind, value: AttributeValue, index: string, name: string) =>
  new AwsError(
    'ValidationException',
    `One or more parameter values are not valid. ${
      kind === 'update'
        ? 'The update expression attempted to update a secondary index key to a value that is not supported.'
        : 'A value specified for a secondary index key is not supported.'
    } The AttributeValue for a key attribute cannot contain an empty ${
      value.S === '' ? 'string' : 'binary'
    } value.` + (kind === 'update' ? '' : ` IndexName: ${index}, IndexKey: ${name}`),
  );
