import { createKey, validateItem, validateKey, validateUpdates } from 'dynalite/db/index.js';
import type { Engine } from '../Engine.ts';
import { itemsOf } from '../createStore.ts';
import { refuse } from '../errors.ts';
import { keysOf } from '../items/AttributeValue.ts';
import { tableNamed } from '../tables/Table.ts';
import type { Target, WriteKind } from './Write.ts';

/** Finds the item a validated request is about, after checking the request against the table's keys. */
export function locate({ store }: Engine, kind: WriteKind, data: any): Target {
  const table = tableNamed(store, data.TableName);
  const { description } = table;
  const named = kind === 'put' ? data.Item : data.Key;
  refuse(kind === 'put' ? validateItem(named, description) : validateKey(named, description));
  if (kind === 'update') refuse(validateUpdates(data.AttributeUpdates, data._updates, description));
  const key = createKey(named, description);
  return {
    kind,
    table,
    key,
    keys: keysOf(named, description.KeySchema),
    old: store.get(itemsOf(data.TableName), key),
    data,
  };
}

/** Whether two of the targets are one item. */
export const repeatsATarget = (targets: readonly Target[]) =>
  new Set(targets.map(({ table, key }) => `${table.description.TableName}/${key}`)).size < targets.length;
