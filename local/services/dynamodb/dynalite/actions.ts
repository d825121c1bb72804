import queryAction from 'dynalite/actions/query.js';
import scanAction from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import { EventEmitter } from 'node:events';
import type { Range } from '../createStore.ts';
import { invariant } from '../../../platform/errors.ts';
import type { KeyInput } from './ValidatedInputs.ts';
import { toAwsError } from '../errors.ts';
import { type AttributeMap, copyOf } from '../items/AttributeValue.ts';
import { MAX_ITEM_BYTES } from '../items/itemSize.ts';
import type { TableDescription } from '../tables/Table.ts';

const actions = { query: queryAction, scan: scanAction };

/**
 * The range of keys that a Query or Scan reads: dynalite checks the request against the table and works out the
 * bounds, then asks its store for them. Ours notes the bounds and returns no item: we read
 * pages ourselves, because dynalite would read the whole database.
 */
export function keyRange(operation: keyof typeof actions, table: TableDescription, data: object): Range {
  let range: Range | undefined;
  let refusal: unknown;
  const tree = {
    createValueStream(bounds: Range) {
      range = bounds;
      return new EventEmitter();
    },
  };
  const store = {
    getTable: (_name: string, done: (error: unknown, table: object) => void) => done(null, table),
    getItemDb: () => tree,
    getIndexDb: () => tree,
  };
  actions[operation](store, data, (error) => (refusal = error));
  if (refusal) throw toAwsError(refusal);
  invariant(range, 'dynalite asked its store for a range');
  return range;
}

/** The item that legacy `AttributeUpdates` make of `old`: dynalite's own update, on a store of one item. */
export function applyAttributeUpdates(
  data: KeyInput,
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
  if (refusal) throw toAwsError(refusal);
  return next;
}
