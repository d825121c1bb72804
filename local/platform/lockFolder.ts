import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from './errors.ts';

/**
 * Makes a folder this process's own. What a dead process left locked is taken over. The answer lets
 * the folder go.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    throwWhileAlive(folder, file);
    rmSync(file, { force: true });
  }
}

function throwWhileAlive(folder: string, file: string): void {
  const owner = Number(readFileSync(file, 'utf8'));
  if (!isAlive(owner)) return;
  throw new OperatorError(
    `${folder} is in use by process ${owner}: stop it, or start with another folder. (Where that process is something else, remove ${file}.)`,
  );
}

/** Whether a process runs. Signal 0 only asks: https://nodejs.org/api/process.html#processkillpid-signal */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
