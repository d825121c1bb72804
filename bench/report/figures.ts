/** Clients of a burst; each of them asks for as much as every other. */
export const CLIENTS = 50;

/** Sizes of bursts, as they are typed. Throws where one cannot be shared among the clients. */
export function readSizes(args: readonly string[]): readonly number[] {
  return args.map((text) => {
    const size = /^\d+$/.test(text) ? Number(text) : 0;
    if (size > 0 && size % CLIENTS === 0) return size;
    throw new Error(`"${text}" is no size: give a multiple of ${CLIENTS}, such as ${20 * CLIENTS}`);
  });
}

/** The smallest value that at least `share` (0..1) of them do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? NaN;
}

/** Throws where anything is not 0: figures of work that was not done, or done twice, are no result. */
export function throwFaults(faults: Readonly<Record<string, number>>): void {
  const found = Object.entries(faults).filter(([, count]) => count !== 0);
  if (found.length === 0) return;
  throw new Error(`No result: ${found.map(([name, count]) => `${name} ${count}`).join(', ')}`);
}
