import { indexesOf } from '../tables/indexes.ts';
import type { TableDescription } from '../tables/Table.ts';
import { byTable, type TableUnits } from './byTable.ts';
import { totalOf, type Units } from './Units.ts';

/** `{ConsumedCapacity}` of an action on one table, where the request asks for it. */
export const consumedCapacity = (data: any, used: TableUnits): { ConsumedCapacity?: object } =>
  isAsked(data) ? { ConsumedCapacity: capacityOf(data, used) } : {};

/**
 * `{ConsumedCapacity}` of an action on several items: one entry a table. Transactions also spell
 * their units by `side`.
 */
export function consumedCapacities(
  data: any,
  used: readonly TableUnits[],
  side?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): { ConsumedCapacity?: object[] } {
  return isAsked(data) ? { ConsumedCapacity: byTable(used).map((part) => capacityOf(data, part, side)) } : {};
}

const isAsked = ({ ReturnConsumedCapacity: asked }: any) => asked === 'TOTAL' || asked === 'INDEXES';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html */
function capacityOf({ ReturnConsumedCapacity }: any, { table, units }: TableUnits, side?: string): object {
  const capacity = (count: number) => ({ CapacityUnits: count, ...(side && { [side]: count }) });
  const total = { TableName: table.TableName, ...capacity(totalOf(units)) };
  if (ReturnConsumedCapacity !== 'INDEXES') return total;
  return { ...total, Table: capacity(units.table), ...byIndex(table, units, capacity) };
}

function byIndex(table: TableDescription, { indexes }: Units, capacity: (count: number) => object) {
  const local = new Set(table.LocalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  const used = indexesOf(table).filter(({ IndexName }) => indexes[IndexName] !== undefined);
  const entries = (isLocal: boolean) =>
    used
      .filter(({ IndexName }) => local.has(IndexName) === isLocal)
      .map(({ IndexName }) => [IndexName, capacity(indexes[IndexName]!)]);
  const [locals, globals] = [entries(true), entries(false)];
  return {
    ...(locals.length > 0 && { LocalSecondaryIndexes: Object.fromEntries(locals) }),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: Object.fromEntries(globals) }),
  };
}
