/** Request units of one action on one table. */
export interface Units {
  readonly table: number;
  /** By index name. */
  readonly indexes: Readonly<Record<string, number>>;
}

export const totalOf = ({ table, indexes }: Units) =>
  Object.values(indexes).reduce((total, units) => total + units, table);

export function sumOf(all: readonly Units[]): Units {
  const indexes: Record<string, number> = {};
  for (const units of all)
    for (const [name, count] of Object.entries(units.indexes)) indexes[name] = (indexes[name] ?? 0) + count;
  return { table: all.reduce((sum, { table }) => sum + table, 0), indexes };
}
