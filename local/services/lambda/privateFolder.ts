import { lstat, mkdir } from 'node:fs/promises';
import { OperatorError } from '../../platform/errors.ts';

/** Permission to write of anybody but the owner. */
const OTHERS_WRITE = 0o022;

/**
 * Makes a folder in a place that everybody may write to, and refuses one that somebody else has put there
 * first: what is in it is run.
 * @param uid undefined where users have no number, as on Windows
 */
export async function privateFolder(path: string, uid = process.getuid?.()): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  if (!found.isDirectory()) throw refusal(path, 'is no folder');
  if (uid === undefined) return;
  if (found.uid !== uid) throw refusal(path, `belongs to user ${found.uid}`);
  if ((found.mode & OTHERS_WRITE) !== 0) throw refusal(path, 'can be written to by others');
}

const refusal = (path: string, fault: string) =>
  new OperatorError(
    `${path} ${fault}, so no code is run from it: remove it, or set TMPDIR to another folder`,
  );
