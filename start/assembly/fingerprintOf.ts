import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 of files and folders below `root`, by their paths and contents; what is missing counts as missing. */
export function fingerprintOf(root: string, paths: readonly string[]): string {
  const digest = createHash('sha256');
  for (const path of filesIn(root, paths)) {
    const content = readFileSync(join(root, path));
    digest.update(`${path}\0${content.length}\0`).update(content);
  }
  return digest.digest('hex');
}

const filesIn = (root: string, paths: readonly string[]) =>
  globSync(
    paths.flatMap((path) => [path, `${path}/**`]),
    { cwd: root },
  )
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();
