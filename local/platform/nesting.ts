/** Whether lists and objects are nested deeper than `levels`. It looks no deeper than that itself. */
export function isNestedDeeper(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const member of members) if (isNestedDeeper(levels - 1, member)) return true;
  return false;
}

/** Chosen: what Jackson, the parser of many AWS services, reads at most, and what can be written as JSON again here. */
export const DEEPEST_JSON = 1000;
