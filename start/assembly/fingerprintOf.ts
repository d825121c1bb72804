import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, OperatorError } from '../../local/platform/errors.ts';

/**
 * SHA-256 of files and folders below `root`, by their paths and contents. Throws when one of them is not
 * there: the fingerprint of nothing never changes.
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

/** Undefined for what was there a moment ago, as editors' own files are, or leads nowhere. */
function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
