import { globSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** How long a bundle stays after its last use: whoever was given its folder may still be reading. Chosen. */
const KEPT_MS = 30 * 60_000;

/** Removes the bundles of `folder` that no file of `reuseBundles` names, and that nobody asked for lately. */
export const pruneBundles = (root: string, folder: string) => {
  const named = namedBundles(root);
  for (const hash of readdirSync(folder)) {
    const path = join(folder, hash);
    const lastUse = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (!named.has(hash) && lastUse < Date.now() - KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
};

/** Notes that somebody was given these folders. */
export const touchBundles = (folders: Iterable<string>) => {
  const now = new Date();
  for (const folder of folders) utimesSync(folder, now, now);
};

const HASH = /"value":"([\da-f]{64})"/g;

const namedBundles = (root: string): Set<string> => {
  const cwd = join(root, 'build/bundles');
  const contents = globSync('functions*.json', { cwd }).map((name) => readFileSync(join(cwd, name), 'utf8'));
  return new Set(contents.flatMap((content) => [...content.matchAll(HASH)].map(([, hash = '']) => hash)));
};
