import { createKey, mapPaths, validateKey, validateKeyPaths } from 'dynalite/db/index.js';
import { throwIfError } from '../errors.ts';
import type { AttributeMap } from '../DynamoDb.ts';
import type { Engine } from '../Engine.ts';
import { itemSize } from '../items/itemSize.ts';
import { itemsTree } from '../createStore.ts';
import { type TableDescription, tableNamed } from '../tables/Table.ts';

export interface ItemRead {
  readonly table: TableDescription;
  readonly key: string;
  /** Bytes read, before projection; 0 where there is no item. */
  readonly bytes: number;
  /** What was asked for of the item. */
  readonly item?: AttributeMap;
}

/** Reads one item by its key, as a validated request `{TableName, Key, _projection, AttributesToGet}` names it. */
export function readItem({ store }: Engine, data: any): ItemRead {
  const { description: table } = tableNamed(store, data.TableName);
  throwIfError(validateKey(data.Key, table));
  throwIfError(validateKeyPaths(data._projection?.nestedPaths, table));
  const key = createKey(data.Key, table);
  const item: AttributeMap | undefined = store.get(itemsTree(data.TableName), key);
  if (!item) return { table, key, bytes: 0 };
  const paths = data._projection?.paths ?? data.AttributesToGet;
  return { table, key, bytes: itemSize(item), item: paths ? mapPaths(paths, item) : item };
}
