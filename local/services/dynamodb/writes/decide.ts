import { AwsError } from '../../../platform/AwsError.ts';
import type { AttributeMap } from '../DynamoDb.ts';
import { applyAttributeUpdates } from '../dynalite/applyAttributeUpdates.ts';
import { applyUpdate } from '../expressions/applyUpdate.ts';
import { frozenCopyOf } from '../items/copyOf.ts';
import { itemSize, MAX_ITEM_BYTES } from '../items/itemSize.ts';
import { checkIndexKeys } from './checkIndexKeys.ts';
import type { Target, Write } from './Write.ts';

/** What a write whose condition holds leaves in its place. */
export function decide(target: Target): Write {
  if (target.kind === 'delete') return target;
  if (target.kind === 'check') return { ...target, next: target.old };
  const next = target.kind === 'put' ? target.data.Item : updated(target);
  if (itemSize(next) > MAX_ITEM_BYTES) throw tooLarge(target);
  checkIndexKeys(target.table.description, next, target.kind);
  return { ...target, next: frozenCopyOf(next) };
}

function updated({ data, old, table }: Target): AttributeMap {
  const { _updates, AttributeUpdates, Key } = data;
  if (_updates) return applyUpdate(_updates.sections, old ?? Key);
  return AttributeUpdates ? applyAttributeUpdates(data, table.description, old) : (old ?? Key);
}

const tooLarge = ({ kind }: Target) =>
  new AwsError(
    'ValidationException',
    `Item size ${kind === 'update' ? 'to update ' : ''}has exceeded the maximum allowed size`,
  );
