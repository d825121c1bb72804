import { validateItem, validateKey, validateUpdates } from 'dynalite/db/index.js';
import type { Engine } from '../Engine.ts';
import { throwIfError } from '../errors.ts';
import { itemName } from '../transactions/createOngoingTransactions.ts';
import { itemsTree, tableNamed, keysOf } from '../tables/Table.ts';
import type { RequestedWrite, Target } from './Write.ts';
import { itemKey } from '../tables/itemKey.ts';

/** Finds the item a validated request is about, after checking the request against the table's keys. */
export function locateTarget({ store }: Engine, request: RequestedWrite): Target {
  const { kind, data } = request;
  const table = tableNamed(store, data.TableName);
  const { description } = table;
  const named = kind === 'put' ? data.Item : data.Key;
  throwIfError(kind === 'put' ? validateItem(named, description) : validateKey(named, description));
  if (kind === 'update') throwIfError(validateUpdates(data.AttributeUpdates, data._updates, description));
  const key = itemKey(named, description);
  return {
    ...request,
    table,
    key,
    keys: keysOf(named, description.KeySchema),
    old: store.get(itemsTree(data.TableName), key),
  };
}

export const nameOfTarget = ({ data, key }: Target) => itemName(data.TableName, key);

/** Whether two of the targets are one item. */
export const hasDuplicateTargets = (targets: readonly Target[]) =>
  new Set(targets.map(nameOfTarget)).size < targets.length;
