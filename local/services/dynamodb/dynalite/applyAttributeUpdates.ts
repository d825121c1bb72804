import updateItem from 'dynalite/actions/updateItem.js';
import type { AttributeMap } from '../DynamoDb.ts';
import { copyOf } from '../items/copyOf.ts';
import { MAX_ITEM_BYTES } from '../items/itemSize.ts';
import type { TableDescription } from '../tables/Table.ts';
import { awsErrorOf } from './awsErrorOf.ts';

/** The item that legacy `AttributeUpdates` make of `old`: dynalite's own update, on a store of one item. */
export function applyAttributeUpdates(
  data: any,
  table: TableDescription,
  old: AttributeMap | undefined,
): AttributeMap {
  let next: AttributeMap = {};
  const items = {
    lock: (_key: string, work: (release: (done: unknown) => unknown) => void) => work((done) => done),
    get: (_key: string, done: (error: unknown, item?: AttributeMap) => void) => done(null, old),
    put: (_key: string, item: AttributeMap, done: () => void) => {
      next = copyOf(item);
      done();
    },
  };
  const bare = { ...table, LocalSecondaryIndexes: undefined, GlobalSecondaryIndexes: undefined };
  const store = {
    options: { maxItemSize: MAX_ITEM_BYTES },
    getTable: (_name: string, done: (error: unknown, table: object) => void) => done(null, bare),
    getItemDb: () => items,
  };
  let refusal: unknown;
  const { Key, AttributeUpdates, TableName } = copyOf(data);
  updateItem(store, { Key, AttributeUpdates, TableName }, (error) => (refusal = error));
  if (refusal) throw awsErrorOf(refusal);
  return next;
}
