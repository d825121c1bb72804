import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../local/platform/lockFolder.ts';
import { fingerprintOf } from './fingerprintOf.ts';

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
    moveAside(folder, name, pid);
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

/** Kept though nobody uses them: who goes back and forth between two states of the code starts quickly. */
const KEPT = 2;

/** Removes what `openAssemblies` keeps in a folder and is neither used by a running process nor among the newest. */
function pruneAssemblies(folder: string, pid: number): void {
  const names = readdirSync(folder);
  const newest = new Set(names.filter(isNamed).sort(byLastUse(folder)).slice(0, KEPT));
  for (const name of names) {
    forgetEnded(join(folder, name, 'users'));
    if (newest.has(name) || usersOf(folder, name).some(isAlive)) continue;
    const aside = moveAside(folder, name, pid);
    if (aside !== undefined) rmSync(aside, { recursive: true, force: true });
  }
}

const OWNER = /^(\d+)-/;

const isNamed = (name: string) => !OWNER.test(name);

function usersOf(folder: string, name: string): number[] {
  const [, owner] = OWNER.exec(name) ?? [];
  return owner === undefined ? filesIn(join(folder, name, 'users')).map(Number) : [Number(owner)];
}

function forgetEnded(users: string): void {
  for (const user of filesIn(users)) if (!isAlive(Number(user))) rmSync(join(users, user), { force: true });
}

const byLastUse = (folder: string) => (one: string, other: string) =>
  lastUse(folder, other) - lastUse(folder, one);

/** A start that finds an assembly touches its hash. */
const lastUse = (folder: string, name: string) =>
  statSync(join(folder, name, 'sha256'), { throwIfNoEntry: false })?.mtimeMs ?? 0;

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Somebody else has removed it.
    return [];
  }
}

/**
 * Gives what has a name in a folder to this process, in one step, so that nobody sees half of it go. The
 * answer is its new path; undefined when another process was faster.
 */
function moveAside(folder: string, name: string, pid: number): string | undefined {
  const aside = join(folder, `${pid}-was-${name}`);
  rmSync(aside, { recursive: true, force: true });
  try {
    renameSync(join(folder, name), aside);
    return aside;
  } catch {
    return undefined;
  }
}
