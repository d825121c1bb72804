/** Throws where anything is not 0: figures of work that was not done, or done twice, are no result. */
export function refuseFaults(faults: Readonly<Record<string, number>>): void {
  const found = Object.entries(faults).filter(([, count]) => count !== 0);
  if (found.length === 0) return;
  throw new Error(`No result: ${found.map(([name, count]) => `${name} ${count}`).join(', ')}`);
}
