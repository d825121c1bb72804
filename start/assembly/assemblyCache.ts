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
import { basename, join } from 'node:path';
import { errorCode } from '../../local/platform/errors.ts';
import { fingerprintOf } from './fingerprintOf.ts';

export interface Assemblies {
  /** Marks the assembly of this name as used by this process and returns it; undefined where there is none, or it was changed. */
  acquire(name: string): string | undefined;
  /** Creates an empty folder for this process to synthesize into. */
  createOutdir(): string;
  /** Stores the complete assembly in `outdir` under this name, and returns the folder to use. */
  store(name: string, outdir: string): string;
  /** Whether an assembly belongs to this process alone: it was not stored. */
  isOwn(assembly: string): boolean;
  /** Takes back the mark of `acquire` and `store`: this process does not use the assembly. */
  release(assembly: string): void;
  /** Removes assemblies that are neither in use nor among the newest. */
  prune(): void;
}

/**
 * Opens a folder of assemblies. Each is in `<name>/assembly`, beside its hash, which shows whether it was changed
 * later, and a file for each process that uses it, since functions' code is read from it when they are first
 * invoked. Folders named `<process>-…` belong to that process and are removed once it has ended.
 */
export function openAssemblies(folder: string, pid: number): Assemblies {
  mkdirSync(folder, { recursive: true });

  const acquire = (name: string) => {
    const kept = join(folder, name);
    if (!existsSync(kept)) return undefined;
    if (markUsed(folder, name, pid) && isWhole(kept)) return join(kept, 'assembly');
    moveAside(folder, name, pid);
    return undefined;
  };

  const createOutdir = () => {
    const outdir = join(mkdtempSync(join(folder, `${pid}-`)), 'assembly');
    mkdirSync(outdir);
    return outdir;
  };

  const store = (name: string, outdir: string) => {
    const own = join(outdir, '..');
    writeFileSync(join(own, 'sha256'), hashOf(own));
    mkdirSync(join(own, 'users'));
    try {
      renameSync(own, join(folder, name));
    } catch {
      // Another start stored the same assembly first: that one is used, if it is whole.
    }
    const acquired = acquire(name);
    if (acquired !== undefined) rmSync(own, { recursive: true, force: true });
    return acquired ?? outdir;
  };

  const isOwn = (assembly: string) => basename(join(assembly, '..')).startsWith(`${pid}-`);

  const release = (assembly: string) => rmSync(join(assembly, '../users', String(pid)), { force: true });

  return { acquire, createOutdir, store, isOwn, release, prune: () => pruneAssemblies(folder, pid) };
}

/** Marks an assembly as used. This comes before any check of it, because another start may be pruning. */
function markUsed(folder: string, name: string, pid: number): boolean {
  const usedAt = timeOfUse(folder);
  try {
    writeFileSync(join(folder, name, 'users', String(pid)), '');
    utimesSync(join(folder, name, 'sha256'), usedAt, usedAt);
    return true;
  } catch {
    return false;
  }
}

/** Returns the time, or later where that is needed to come after every earlier use: the system's clock can be set back. */
const timeOfUse = (folder: string) =>
  new Date(readdirSync(folder).reduce((time, name) => Math.max(time, lastUse(folder, name) + 1), Date.now()));

/** Returns false also for what cannot be read. Contents are read only where a file's size or times are not those of the last look. */
function isWhole(kept: string): boolean {
  try {
    const files = describeFiles(kept);
    if (readIfPresent(join(kept, 'files')) === files) return true;
    if (readFileSync(join(kept, 'sha256'), 'utf8') !== hashOf(kept)) return false;
    writeFileSync(join(kept, 'files'), files);
    return true;
  } catch {
    return false;
  }
}

const hashOf = (kept: string) => fingerprintOf(kept, ['assembly']);

/** A line for each file, which differs after any change of it: who sets a file's time of modification cannot set that of its status. */
const describeFiles = (kept: string) =>
  readdirSync(join(kept, 'assembly'), { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const { size, mtimeMs, ctimeMs } = statSync(join(kept, 'assembly', path));
      return `${path}\0${size}\0${mtimeMs}\0${ctimeMs}\n`;
    })
    .join('');

const readIfPresent = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** Assemblies kept although no process uses them, so that switching between two versions of the code stays fast. */
const KEPT = 2;

/** Removes the assemblies that no running process uses and that are not among the newest. */
function pruneAssemblies(folder: string, pid: number): void {
  const names = readdirSync(folder);
  const newest = new Set(names.filter(isNamed).sort(byLastUse(folder)).slice(0, KEPT));
  for (const name of names) {
    removeEndedUsers(join(folder, name, 'users'));
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

function removeEndedUsers(users: string): void {
  for (const user of filesIn(users)) if (!isAlive(Number(user))) rmSync(join(users, user), { force: true });
}

/** Whether a process runs. Signal 0 only tests for it: https://nodejs.org/api/process.html#processkillpid-signal */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

const byLastUse = (folder: string) => (one: string, other: string) =>
  lastUse(folder, other) - lastUse(folder, one);

/** `markUsed` touches the hash file, so its time is the time of last use. */
const lastUse = (folder: string, name: string) =>
  statSync(join(folder, name, 'sha256'), { throwIfNoEntry: false })?.mtimeMs ?? 0;

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Another process has removed the folder.
    return [];
  }
}

/**
 * Renames an assembly to a name of this process, in one step, so that no other process sees half of it. Returns
 * its new path; undefined when another process was faster.
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
