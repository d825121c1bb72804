import { projectPaths } from '../expressions/projectPaths.ts';
import type { AttributeMap } from '../items/AttributeValue.ts';
import { validateKey, validateKeyPaths } from 'dynalite/db/index.js';
import type { ReadInput } from '../dynalite/ValidatedInputs.ts';
import { throwIfError } from '../errors.ts';
import type { Engine } from '../Engine.ts';
import { itemSize } from '../items/itemSize.ts';
import { type TableDescription, tableNamed, itemsTree } from '../tables/Table.ts';
import { itemKey } from '../tables/itemKey.ts';

export interface ItemRead {
  readonly table: TableDescription;
  readonly key: string;
  /** Bytes read, before projection; 0 where there is no item. */
  readonly bytes: number;
  /** What was asked for of the item. */
  readonly item?: AttributeMap;
}

/** Reads one item by its key, as a validated request names it. */
export function readItem({ store }: Engine, data: ReadInput): ItemRead {
  const { description: table } = tableNamed(store, data.TableName);
  throwIfError(validateKey(data.Key, table));
  throwIfError(validateKeyPaths(data._projection?.nestedPaths, table));
  const key = itemKey(data.Key, table);
  const item = store.get(itemsTree(data.TableName), key);
  if (!item) return { table, key, bytes: 0 };
  const paths = data._projection?.paths ?? data.AttributesToGet;
  return { table, key, bytes: itemSize(item), item: paths ? projectPaths(paths, item) : item };
}
