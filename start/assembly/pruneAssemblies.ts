import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../local/platform/lockFolder.ts';
import { setAside } from './setAside.ts';

/** Kept though nobody uses them: who goes back and forth between two states of the code starts quickly. */
const KEPT = 2;

/** Removes what `openAssemblies` keeps in a folder and is neither used by a running process nor among the newest. */
export function pruneAssemblies(folder: string, pid: number): void {
  const names = readdirSync(folder);
  const newest = new Set(names.filter(isNamed).sort(byLastUse(folder)).slice(0, KEPT));
  for (const name of names) {
    forgetEnded(join(folder, name, 'users'));
    if (newest.has(name) || usersOf(folder, name).some(isAlive)) continue;
    const aside = setAside(folder, name, pid);
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
