import { getOwn } from '../../../platform/ownProperty.ts';
import { pickAttributes } from '../expressions/projectPaths.ts';
import { type AttributeMap, itemsEqual } from '../items/AttributeValue.ts';
import type { Change } from '../createStore.ts';
import { type Index, type TableDescription, indexTree, keysOf } from './Table.ts';
import { itemKey } from './itemKey.ts';

export const indexesOf = ({
  LocalSecondaryIndexes = [],
  GlobalSecondaryIndexes = [],
}: TableDescription): readonly Index[] => [...LocalSecondaryIndexes, ...GlobalSecondaryIndexes];

/**
 * The sort key of an item's entry in an index: the index's key, then the table's, because several items
 * may have the same. Undefined where the item lacks a key attribute, and so is not in the index.
 */
export function indexKey(table: TableDescription, index: Index, item: AttributeMap): string | undefined {
  if (index.KeySchema.some(({ AttributeName }) => getOwn(item, AttributeName) === undefined))
    return undefined;
  return itemKey(item, table, index.KeySchema) + itemKey(item, table);
}

/** The attributes of an item that an index holds. */
export function projectedAttributes(
  table: TableDescription,
  { KeySchema, Projection }: Index,
  item: AttributeMap,
): AttributeMap {
  if (Projection.ProjectionType === 'ALL') return item;
  return {
    ...keysOf(item, table.KeySchema),
    ...keysOf(item, KeySchema),
    ...pickAttributes(Projection.NonKeyAttributes ?? [], item),
  };
}

/** What a write changes in one index. Entries hold whole items; reads return what the index projects. */
export interface IndexChange {
  readonly index: Index;
  readonly changes: readonly Change[];
  /** Entries that DynamoDB counts as written or deleted: none where the projected attributes stay the same. */
  readonly written: readonly AttributeMap[];
}

export function indexChange(
  table: TableDescription,
  index: Index,
  old: AttributeMap | undefined,
  next: AttributeMap | undefined,
): IndexChange {
  const tree = indexTree(table.TableName, index.IndexName);
  const oldKey = old && indexKey(table, index, old);
  const nextKey = next && indexKey(table, index, next);
  const before = old && oldKey !== undefined ? projectedAttributes(table, index, old) : undefined;
  const after = next && nextKey !== undefined ? projectedAttributes(table, index, next) : undefined;
  const moved = oldKey !== nextKey;
  const entries = moved ? [before, after] : itemsEqual(before, after) ? [] : [after];
  return {
    index,
    changes: [
      ...(moved && oldKey !== undefined ? [{ tree, key: oldKey }] : []),
      ...(nextKey === undefined ? [] : [{ tree, key: nextKey, value: next }]),
    ],
    written: entries.filter((entry) => entry !== undefined),
  };
}
