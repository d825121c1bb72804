import { getOwn, setOwn } from '../../platform/ownProperty.ts';
import type { AttributeMap } from './items/AttributeValue.ts';
import { itemSize } from './items/itemSize.ts';
import type { WantsCapacity } from './dynalite/ValidatedInputs.ts';
import type { TableDescription } from './tables/Table.ts';
import { type IndexChange, indexesOf } from './tables/indexes.ts';

/** Request units of one action on one table. */
export interface Units {
  readonly table: number;
  /** By index name. */
  readonly indexes: Readonly<Record<string, number>>;
}

export const totalUnits = ({ table, indexes }: Units) =>
  Object.values(indexes).reduce((total, units) => total + units, table);

function sumUnits(all: readonly Units[]): Units {
  const indexes: Record<string, number> = {};
  for (const units of all)
    for (const [name, count] of Object.entries(units.indexes))
      setOwn(indexes, name, (getOwn(indexes, name) ?? 0) + count);
  return { table: all.reduce((sum, { table }) => sum + table, 0), indexes };
}

const BLOCK_BYTES = 4096;

const factors = { eventual: 0.5, strong: 1, transactional: 2 };

/**
 * Read request units for `bytes` read together: half a unit for each 4 KB, a whole one when
 * strongly consistent, two in a transaction.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const readUnits = (bytes: number, consistency: keyof typeof factors) =>
  Math.max(Math.ceil(bytes / BLOCK_BYTES), 1) * factors[consistency];

export const consistencyOf = ({ ConsistentRead }: { ConsistentRead?: boolean }) =>
  ConsistentRead ? 'strong' : 'eventual';

/**
 * Write request units of one write: one for each KB of the larger image, twice that in a
 * transaction, and one for each KB of each index entry that changes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function writeUnits(
  images: readonly (AttributeMap | undefined)[],
  changes: readonly IndexChange[],
  transactional: boolean,
): Units {
  const table = Math.max(...images.map((image) => (image ? unitsOf(image) : 1)));
  const indexes = changes
    .filter(({ written }) => written.length > 0)
    .map(({ index, written }) => [index.IndexName, sum(written.map(unitsOf))] as const);
  return { table: table * (transactional ? 2 : 1), indexes: Object.fromEntries(indexes) };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

const unitsOf = (image: AttributeMap) => Math.max(Math.ceil(itemSize(image) / 1024), 1);

/** `{ConsumedCapacity}` of an action on one table, if the request asks for it. */
export const consumedCapacity = (data: WantsCapacity, used: TableUnits): { ConsumedCapacity?: object } =>
  wantsCapacity(data) ? { ConsumedCapacity: describeCapacity(data, used) } : {};

/**
 * `{ConsumedCapacity}` of an action on several items: one entry a table. Transactions also spell
 * their units by `side`.
 */
export function consumedCapacities(
  data: WantsCapacity,
  used: readonly TableUnits[],
  side?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): { ConsumedCapacity?: object[] } {
  return wantsCapacity(data)
    ? { ConsumedCapacity: sumByTable(used).map((part) => describeCapacity(data, part, side)) }
    : {};
}

const wantsCapacity = ({ ReturnConsumedCapacity: asked }: WantsCapacity) =>
  asked === 'TOTAL' || asked === 'INDEXES';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html */
function describeCapacity(
  { ReturnConsumedCapacity }: WantsCapacity,
  { table, units }: TableUnits,
  side?: string,
): object {
  const capacity = (count: number) => ({ CapacityUnits: count, ...(side && { [side]: count }) });
  const total = { TableName: table.TableName, ...capacity(totalUnits(units)) };
  if (ReturnConsumedCapacity !== 'INDEXES') return total;
  return { ...total, Table: capacity(units.table), ...describeIndexCapacity(table, units, capacity) };
}

function describeIndexCapacity(
  table: TableDescription,
  { indexes }: Units,
  capacity: (count: number) => object,
) {
  const local = new Set(table.LocalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  const entries = (isLocal: boolean) =>
    indexesOf(table).flatMap(({ IndexName }) => {
      const units = getOwn(indexes, IndexName);
      if (units === undefined || local.has(IndexName) !== isLocal) return [];
      return [[IndexName, capacity(units)] as const];
    });
  const [locals, globals] = [entries(true), entries(false)];
  return {
    ...(locals.length > 0 && { LocalSecondaryIndexes: Object.fromEntries(locals) }),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: Object.fromEntries(globals) }),
  };
}

/** What one table's part of an action took. */
export interface TableUnits {
  readonly table: TableDescription;
  readonly units: Units;
}

/** One entry for each table, in order of first use, with the sum of what its parts took. */
export function sumByTable(used: readonly TableUnits[]): TableUnits[] {
  const sums = new Map<string, TableUnits>();
  for (const { table, units } of used) {
    const sum = sums.get(table.TableName);
    sums.set(table.TableName, sum ? { ...sum, units: sumUnits([sum.units, units]) } : { table, units });
  }
  return [...sums.values()];
}
