/** The table's secondary indexes; the keys of each are `<name>pk` and `<name>sk`. */
export const tableIndexes = ['gsi1', 'gsi2'] as const;
