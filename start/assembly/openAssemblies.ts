import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprintOf.ts';
import { pruneAssemblies } from './pruneAssemblies.ts';
import { setAside } from './setAside.ts';

export interface Assemblies {
  /** The assembly of this name, in use from now on; undefined where there is none that is as it was made. */
  take(name: string): string | undefined;
  /** An empty folder to make an assembly in, this process's own. */
  begin(): string;
  /** Names what was made there, now that it is whole, and takes it. */
  keep(name: string, made: string): string;
  /** Removes what is neither in use nor among the newest. */
  prune(): void;
}

/**
 * The assemblies in a folder, each as `<name>/assembly`, beside the hash that tells whether it is as it was
 * made, and a file for each process that uses it: functions' code is read from it when they are first
 * invoked. Whatever else is called `<process>-…` goes with that process.
 */
export function openAssemblies(folder: string, pid: number): Assemblies {
  mkdirSync(folder, { recursive: true });

  const take = (name: string) => {
    const kept = join(folder, name);
    if (!existsSync(kept)) return undefined;
    if (markUsed(kept, pid) && isWhole(kept)) return join(kept, 'assembly');
    setAside(folder, name, pid);
    return undefined;
  };

  const begin = () => {
    const made = join(mkdtempSync(join(folder, `${pid}-`)), 'assembly');
    mkdirSync(made);
    return made;
  };

  const keep = (name: string, made: string) => {
    const own = join(made, '..');
    writeFileSync(join(own, 'sha256'), hashOf(own));
    mkdirSync(join(own, 'users'));
    try {
      renameSync(own, join(folder, name));
    } catch {
      // Another start was faster with the same: what it made is taken, if that is whole.
    }
    const taken = take(name);
    if (taken !== undefined) rmSync(own, { recursive: true, force: true });
    return taken ?? made;
  };

  return { take, begin, keep, prune: () => pruneAssemblies(folder, pid) };
}

/** Before it is looked at, for another start may be pruning. */
function markUsed(kept: string, pid: number): boolean {
  const now = new Date();
  try {
    writeFileSync(join(kept, 'users', String(pid)), '');
    utimesSync(join(kept, 'sha256'), now, now);
    return true;
  } catch {
    return false;
  }
}

/** What cannot be read is not whole either. */
function isWhole(kept: string): boolean {
  try {
    return readFileSync(join(kept, 'sha256'), 'utf8') === hashOf(kept);
  } catch {
    return false;
  }
}

const hashOf = (kept: string) => fingerprintOf(kept, ['assembly']);
