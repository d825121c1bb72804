import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface TrimOptions {
  /** Where assemblies are, each of edits in `<process>-<letters>/assembly`. */
  readonly folder: string;
  readonly pid: number;
  /** The assembly that runs, which stays whole. */
  readonly running: string;
  /** What functions that run may still read: each reads its code when it is first invoked. */
  readonly codePaths: readonly string[];
}

/**
 * Removes what edits of this process left behind: assemblies that ran before, or were refused, but for code that may still be read. Each
 * function reads one folder, so what stays is bounded by the number of functions.
 */
export function trimAssemblies({ folder, pid, running, codePaths }: TrimOptions): void {
  const used = new Set(codePaths);
  for (const own of readdirSync(folder)) {
    const assembly = join(folder, own, 'assembly');
    if (!own.startsWith(`${pid}-`) || own.startsWith(`${pid}-was-`) || assembly === running) continue;
    const paths = readdirSync(assembly).map((name) => join(assembly, name));
    const left = paths.filter((path) => !used.has(path));
    for (const path of left) rmSync(path, { recursive: true });
    if (left.length < paths.length) continue;
    rmdirSync(assembly);
    rmSync(join(folder, own), { recursive: true });
  }
}
