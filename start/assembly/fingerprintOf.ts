import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, OperatorError } from '../../local/platform/errors.ts';

/**
 * Returns the SHA-256 of files and folders below `root`: of their paths and contents. Throws when one of them is
 * missing, because the fingerprint of a missing file would never change.
 */
export function fingerprintOf(root: string, paths: readonly string[]): string {
  const digest = createHash('sha256');
  for (const path of paths.flatMap((each) => filesAt(root, each))) {
    const content = contentOf(join(root, path));
    digest.update(`${path}\0${content?.length ?? 'gone'}\0`);
    if (content) digest.update(content);
  }
  return digest.digest('hex');
}

function filesAt(root: string, path: string): string[] {
  const files = globSync([path, `${path}/**`], { cwd: root })
    .filter((each) => statSync(join(root, each), { throwIfNoEntry: false })?.isDirectory() !== true)
    .sort();
  if (files.length === 0)
    throw new OperatorError(`${path} is missing in ${root}: install or check out again.`);
  return files;
}

/** Undefined for a file that was deleted a moment ago, as editors' temporary files are, and for a broken link. */
function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
