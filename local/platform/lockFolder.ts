import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from './errors.ts';

/**
 * Locks a folder for this process, and returns the function that unlocks it. Throws `OperatorError` while another
 * process has the lock.
 *
 * Node has no file locks of its own, so an empty SQLite database in the folder takes one from the operating system
 * (`fcntl`): https://www.sqlite.org/lockingv3.html. The kernel grants it to one process at a time, whichever container
 * that runs in, and releases it when the process ends, also when it is killed. The file itself stays.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: PATIENCE_MS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(join(folder, OWNER), ownerOf());
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new OperatorError(
      `${folder} is in use by ${readOwner(folder)}: stop it, or start with another folder.`,
    );
  }
  return () => lock.close();
}

const ownerOf = () => `process ${process.pid} on ${hostname()}`;

/** Says where the process that has a folder's lock is reached, for whoever is refused the folder. */
export const nameOwner = (folder: string, address: string): void =>
  writeFileSync(join(folder, OWNER), `${ownerOf()}, whose console is ${address}`);

/**
 * Two processes that lock at the same moment can both be refused at first. SQLite tries again for so long.
 * https://www.sqlite.org/c3ref/busy_timeout.html
 */
const PATIENCE_MS = 100;

/** Names the process that last locked the folder, for people. Nothing depends on it. */
const OWNER = 'owner';

function readOwner(folder: string): string {
  try {
    return readFileSync(join(folder, OWNER), 'utf8');
  } catch {
    // The other process has the lock and is about to write its name.
    return 'another process';
  }
}

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
