import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failures } from '../table.ts';

const FILE = join(import.meta.dirname, 'results.json');

/** What failed when `npm run policies` removed each statement the last time. */
export const readFailures = (): Failures => JSON.parse(readFileSync(FILE, 'utf8'));

export function writeFailures(failures: Failures): void {
  const sorted = Object.fromEntries(
    Object.entries(failures).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  writeFileSync(FILE, `${JSON.stringify(sorted, undefined, 2)}\n`);
}
