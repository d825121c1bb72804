import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, OperatorError } from './errors.ts';

/**
 * Locks a folder for this process, and returns the function that unlocks it. Takes over a lock whose process has
 * ended. Throws `OperatorError` while another process has the lock.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    throwWhileAlive(folder, file);
    rmSync(file, { force: true });
  }
}

function throwWhileAlive(folder: string, file: string): void {
  const owner = Number(readFileSync(file, 'utf8'));
  if (!isAlive(owner)) return;
  throw new OperatorError(
    `${folder} is in use by process ${owner}: stop it, or start with another folder. (If that process is another program, remove ${file}.)`,
  );
}

/** Whether a process runs. Signal 0 only tests for it: https://nodejs.org/api/process.html#processkillpid-signal */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
