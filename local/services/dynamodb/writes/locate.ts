import { createKey, validateItem, validateKey, validateUpdates } from 'dynalite/db/index.js';
import { refuse } from '../dynalite/awsErrorOf.ts';
import type { Engine } from '../Engine.ts';
import { keysOf } from '../items/keysOf.ts';
import { itemsOf } from '../storage/Store.ts';
import { tableNamed } from '../tables/tableNamed.ts';
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
