import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../isAlive.ts';
import { OperatorError } from '../OperatorError.ts';

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
    refuseWhileAlive(folder, file);
    rmSync(file, { force: true });
  }
}

function refuseWhileAlive(folder: string, file: string): void {
  const owner = Number(readFileSync(file, 'utf8'));
  if (!isAlive(owner)) return;
  throw new OperatorError(
    `${folder} is in use by process ${owner}: stop it, or start with another folder. (Where that process is something else, remove ${file}.)`,
  );
}
