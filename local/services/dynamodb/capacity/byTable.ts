import type { TableDescription } from '../tables/Table.ts';
import { sumOf, type Units } from './Units.ts';

/** What one table's part of an action took. */
export interface TableUnits {
  readonly table: TableDescription;
  readonly units: Units;
}

/** One entry for each table, in order of first use, with the sum of what its parts took. */
export function byTable(used: readonly TableUnits[]): TableUnits[] {
  const parts = new Map<string, TableUnits[]>();
  for (const part of used)
    parts.set(part.table.TableName, [...(parts.get(part.table.TableName) ?? []), part]);
  return [...parts.values()].map((ofTable) => ({
    table: ofTable[0]!.table,
    units: sumOf(ofTable.map(({ units }) => units)),
  }));
}
