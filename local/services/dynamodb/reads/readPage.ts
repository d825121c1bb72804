import { createKey, mapPaths, matchesFilter } from 'dynalite/db/index.js';
import { keyRange } from '../dynalite/keyRange.ts';
import type { AttributeMap } from '../DynamoDb.ts';
import type { Engine } from '../Engine.ts';
import { matches } from '../expressions/matches.ts';
import { itemSize } from '../items/itemSize.ts';
import { indexOf, itemsOf, type Range } from '../storage/Store.ts';
import { indexKey } from '../tables/indexes.ts';
import type { TableDescription } from '../tables/Table.ts';
import { viewOf, type View } from './viewOf.ts';

/** A page ends once this much was read: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
const PAGE_BYTES = 1024 * 1024;

export interface Page {
  readonly items: readonly AttributeMap[];
  readonly scannedCount: number;
  readonly lastEvaluatedKey?: AttributeMap;
  /** Bytes read of the table or index itself, whatever the filter left. */
  readonly bytes: number;
  /** Bytes of each item fetched from the table because a local index does not hold it whole. */
  readonly fetched: readonly number[];
}

/** Reads one page of a validated Query or Scan. */
export function readPage(
  { store }: Engine,
  operation: 'query' | 'scan',
  table: TableDescription,
  data: any,
): Page {
  const bounds = keyRange(operation, table, data);
  const view = viewOf(table, data);
  const tree = view.index ? indexOf(table.TableName, view.index.IndexName) : itemsOf(table.TableName);
  const read: Read = { items: [], scannedCount: 0, bytes: 0, fetched: [] };
  for (const item of store.range(tree, after(bounds, table, view, data))) {
    take(read, view, item, data);
    if (read.scannedCount >= data.Limit || read.bytes >= PAGE_BYTES)
      return { ...read, lastEvaluatedKey: view.position(item) };
  }
  return read;
}

interface Read {
  readonly items: AttributeMap[];
  readonly fetched: number[];
  scannedCount: number;
  bytes: number;
}

function take(read: Read, view: View, whole: AttributeMap, data: any): void {
  const entry = view.entry(whole);
  read.scannedCount++;
  read.bytes += itemSize(entry);
  if (view.fetches) read.fetched.push(itemSize(whole));
  const item = view.fetches ? whole : entry;
  if (!passes(item, data)) return;
  const paths = data._projection?.paths ?? data.AttributesToGet;
  read.items.push(paths ? mapPaths(paths, item) : item);
}

function passes(item: AttributeMap, data: any): boolean {
  if (data._filter) return matches(data._filter.expression, item);
  const legacy = data.QueryFilter ?? data.ScanFilter;
  return legacy ? matchesFilter(item, legacy, data.ConditionalOperator) : true;
}

/** Bounds that begin after the start key, whose place among equal index keys is ours to know. */
function after(bounds: Range, table: TableDescription, { index }: View, data: any): Range {
  const start: AttributeMap | undefined = data.ExclusiveStartKey;
  if (!start) return bounds;
  const key = index ? indexKey(table, index, start)! : createKey(start, table);
  const { gt: _gt, gte: _gte, ...upTo } = bounds;
  const { lt: _lt, lte: _lte, ...from } = bounds;
  return bounds.reverse ? { ...from, lt: key } : { ...upTo, gt: key };
}
