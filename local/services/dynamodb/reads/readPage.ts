import { matchesFilter } from 'dynalite/db/index.js';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Engine } from '../Engine.ts';
import type { Range } from '../createStore.ts';
import type { PageInput } from '../dynalite/ValidatedInputs.ts';
import type { Path } from '../expressions/Expression.ts';
import { keyRange } from '../dynalite/actions.ts';
import { matchesCondition } from '../expressions/matchesCondition.ts';
import { projectPaths } from '../expressions/projectPaths.ts';
import type { AttributeMap } from '../items/AttributeValue.ts';
import { itemSize } from '../items/itemSize.ts';
import { type Index, type TableDescription, indexTree, itemsTree, keysOf } from '../tables/Table.ts';
import { indexesOf, indexKey, projectedAttributes } from '../tables/indexes.ts';
import { itemKey } from '../tables/itemKey.ts';

/** A page ends once this much was read: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
const PAGE_BYTES = 1024 * 1024;

export interface Page {
  readonly items: readonly AttributeMap[];
  readonly scannedCount: number;
  readonly lastEvaluatedKey?: AttributeMap;
  /** Bytes read of the table or index, before the filter. */
  readonly bytes: number;
  /** Bytes of each item fetched from the table, where a local index does not project all that is asked for. */
  readonly fetched: readonly number[];
}

/** Reads one page of a validated Query or Scan. */
export function readPage(
  { store }: Engine,
  operation: 'query' | 'scan',
  table: TableDescription,
  data: PageInput,
): Page {
  const bounds = keyRange(operation, table, data);
  const view = viewOf(table, data);
  const tree = view.index ? indexTree(table.TableName, view.index.IndexName) : itemsTree(table.TableName);
  const read: Read = { items: [], scannedCount: 0, bytes: 0, fetched: [] };
  for (const item of store.range(tree, boundsAfter(bounds, table, view, data))) {
    addToPage(read, view, item, data);
    if (read.scannedCount >= (data.Limit ?? Infinity) || read.bytes >= PAGE_BYTES)
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

function addToPage(read: Read, view: View, whole: AttributeMap, data: PageInput): void {
  const entry = view.entry(whole);
  read.scannedCount++;
  read.bytes += itemSize(entry);
  if (view.fetches) read.fetched.push(itemSize(whole));
  const item = view.fetches ? whole : entry;
  if (!passesFilter(item, data)) return;
  const paths = data._projection?.paths ?? data.AttributesToGet;
  read.items.push(paths ? projectPaths(paths, item) : item);
}

function passesFilter(item: AttributeMap, data: PageInput): boolean {
  if (data._filter) return matchesCondition(data._filter.expression, item);
  const legacy = data.QueryFilter ?? data.ScanFilter;
  return legacy ? matchesFilter(item, legacy, data.ConditionalOperator) : true;
}

/** Bounds that begin after the start key. Several items may share an index key, so its place is looked up by ours. */
function boundsAfter(bounds: Range, table: TableDescription, { index }: View, data: PageInput): Range {
  const start = data.ExclusiveStartKey;
  if (!start) return bounds;
  const key = index ? indexKey(table, index, start) : itemKey(start, table);
  const { gt: _gt, gte: _gte, ...upTo } = bounds;
  const { lt: _lt, lte: _lte, ...from } = bounds;
  return bounds.reverse ? { ...from, lt: key } : { ...upTo, gt: key };
}

/** A table or one of its indexes, as a Query or Scan sees it. */
interface View {
  readonly index?: Index;
  /** Whether each item is fetched from the table, because the index does not hold what is asked for. */
  readonly fetches: boolean;
  /** What the table or index holds of an item. */
  entry(item: AttributeMap): AttributeMap;
  /** The key after which reading continues. */
  position(item: AttributeMap): AttributeMap;
}

function viewOf(table: TableDescription, data: PageInput): View {
  const index = indexesOf(table).find(({ IndexName }) => IndexName === data.IndexName);
  if (!index)
    return { fetches: false, entry: (item) => item, position: (item) => keysOf(item, table.KeySchema) };
  const beyond = attributesBeyond(table, index, data);
  const isGlobal = table.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === index.IndexName);
  if (isGlobal && beyond.length > 0) throw notProjected(index, beyond);
  return {
    index,
    fetches:
      beyond.length > 0 || (data.Select === 'ALL_ATTRIBUTES' && index.Projection.ProjectionType !== 'ALL'),
    entry: (item) => projectedAttributes(table, index, item),
    position: (item) => ({ ...keysOf(item, table.KeySchema), ...keysOf(item, index.KeySchema) }),
  };
}

/** Attributes asked for that the index does not hold. */
function attributesBeyond(
  table: TableDescription,
  { KeySchema, Projection }: Index,
  data: PageInput,
): string[] {
  if (Projection.ProjectionType === 'ALL') return [];
  const keys = [...table.KeySchema, ...KeySchema].map(({ AttributeName }) => AttributeName);
  const held = new Set([...keys, ...(Projection.NonKeyAttributes ?? [])]);
  const paths: readonly (string | Path)[] = data._projection?.paths ?? data.AttributesToGet ?? [];
  const asked = paths.map((path) => String(typeof path === 'string' ? path : path[0]));
  return asked.filter((name) => !held.has(name));
}

const notProjected = ({ IndexName }: Index, names: string[]) =>
  new AwsError(
    'ValidationException',
    `One or more parameter values were invalid: Global secondary index ${IndexName} does not project [${names.join(
      ', ',
    )}]`,
  );
