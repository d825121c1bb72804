import { createHash, hash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, OperatorError } from '../../local/platform/errors.ts';

/**
 * Returns the SHA-256 of each file at or below some paths, by its path from `root`. Throws when one of the paths is
 * missing, because the fingerprint of a missing file would never change.
 */
export const hashFiles = (root: string, paths: readonly string[]): Map<string, string> =>
  new Map(
    paths.flatMap((path) => filesAt(root, path)).map((path) => [path, hashOf(contentOf(join(root, path)))]),
  );

/** Returns the SHA-256 of files and folders below `root`: of their paths and contents. Throws as `hashFiles` does. */
export const fingerprintOf = (root: string, paths: readonly string[]): string =>
  fingerprintOfHashes(hashFiles(root, paths));

export const fingerprintOfHashes = (hashes: ReadonlyMap<string, string>): string => {
  const digest = createHash('sha256');
  for (const [path, hash] of hashes) digest.update(`${path}\0${hash}\0`);
  return digest.digest('hex');
};

function filesAt(root: string, path: string): string[] {
  const files = globSync([path, `${path}/**`], { cwd: root })
    .filter((each) => statSync(join(root, each), { throwIfNoEntry: false })?.isDirectory() !== true)
    .sort();
  if (files.length === 0)
    throw new OperatorError(`${path} is missing in ${root}: install or check out again.`);
  return files;
}

const hashOf = (content: Buffer | undefined) => (content ? hash('sha256', content) : 'gone');

/** Undefined for a file that was deleted a moment ago, as editors' temporary files are, and for a broken link. */
function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
