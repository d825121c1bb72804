import type { AttributeMap } from '../DynamoDb.ts';
import { itemSize } from '../items/itemSize.ts';
import { indexOf, itemsOf, type Store } from '../storage/Store.ts';
import { projected } from './indexes.ts';
import type { Index, Table, TableDescription } from './Table.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
export function describe(store: Store, { description }: Table): object {
  const { LocalSecondaryIndexes, GlobalSecondaryIndexes, TableName } = description;
  const measured = (index: Index) => ({ ...index, ...indexFigures(store, description, index) });
  return {
    ...description,
    ItemCount: store.count(itemsOf(TableName)),
    TableSizeBytes: bytesOf(store, itemsOf(TableName), (item) => item),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes: LocalSecondaryIndexes.map(measured) }),
    ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(measured) }),
  };
}

function indexFigures(store: Store, table: TableDescription, index: Index) {
  const tree = indexOf(table.TableName, index.IndexName);
  return {
    ItemCount: store.count(tree),
    IndexSizeBytes: bytesOf(store, tree, (item) => projected(table, index, item)),
  };
}

function bytesOf(store: Store, tree: string, held: (item: AttributeMap) => AttributeMap): number {
  let bytes = 0;
  for (const item of store.range(tree, {})) bytes += itemSize(held(item));
  return bytes;
}
