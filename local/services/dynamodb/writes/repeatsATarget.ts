import type { Target } from './Write.ts';

/** Whether two of the targets are one item. */
export const repeatsATarget = (targets: readonly Target[]) =>
  new Set(targets.map(({ table, key }) => `${table.description.TableName}/${key}`)).size < targets.length;
