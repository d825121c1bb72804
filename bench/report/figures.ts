/** Clients of a burst. Each sends the same number of requests. */
export const CLIENTS = 50;

/** Parses the sizes of bursts. Throws if one is not a multiple of the number of clients. */
export function readSizes(args: readonly string[]): readonly number[] {
  return args.map((text) => {
    const size = /^\d+$/.test(text) ? Number(text) : 0;
    if (size > 0 && size % CLIENTS === 0) return size;
    throw new Error(`"${text}" is no size: give a multiple of ${CLIENTS}, such as ${20 * CLIENTS}`);
  });
}

/** Returns the smallest value that at least `share` (0..1) of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? NaN;
}

/** Throws if any count is not 0: figures are no result if work was lost or done twice. */
export function throwFaults(faults: Readonly<Record<string, number>>): void {
  const found = Object.entries(faults).filter(([, count]) => count !== 0);
  if (found.length === 0) return;
  throw new Error(`No result: ${found.map(([name, count]) => `${name} ${count}`).join(', ')}`);
}
