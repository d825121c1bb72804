import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage, OperatorError } from '../errors.ts';
import type { Change, Contents, Journal } from './Journal.ts';
import { emptyJournal, encodeFrame, readJournal, writeFully, writeSnapshot } from './journalFile.ts';
import { lockFolder } from '../lockFolder.ts';

export interface JournalOptions {
  /**
   * The file is rewritten once so many bytes were appended, or as many as it had at first if that is more.
   * @default 64 MiB
   */
  readonly rewriteAfterBytes?: number;
  /** Whether it is emptied first. @default false */
  readonly reset?: boolean;
}

/**
 * Opens the journal in a folder, and creates the folder if it is missing. All changes of one turn of the
 * event loop go to the file in one write, at the turn's end. The file is not synced: a killed process loses
 * nothing, but a machine that loses power may lose the last changes.
 */
export function openJournal(
  folder: string,
  { rewriteAfterBytes = 64 * 1024 * 1024, reset = false }: JournalOptions = {},
): Journal {
  let unlock: (() => void) | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    unlock = lockFolder(folder);
    const file = join(folder, 'journal');
    // After the lock: whoever uses the folder loses nothing.
    const contents = reset ? emptyJournal(file) : readJournal(file);
    return { ...contents, ...createWriter(file, contents, rewriteAfterBytes, unlock) };
  } catch (error) {
    unlock?.();
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`${folder} cannot be used for data: ${errorMessage(error)}.`);
  }
}

function createWriter(file: string, contents: Contents, rewriteAfterBytes: number, unlock: () => void) {
  let pending: Change[] = [];
  let waiting: { resolve(): void; reject(error: unknown): void }[] = [];
  let failure: OperatorError | undefined;
  let startSize = writeSnapshot(file, contents);
  let descriptor = openSync(file, 'a');
  let appended = 0;

  const rewrite = () => {
    appended = 0;
    try {
      startSize = writeSnapshot(file, contents);
    } catch {
      // For want of space, say. The file as it is has every change, and the next rewrite is tried as much later.
      return;
    }
    const replaced = descriptor;
    descriptor = openSync(file, 'a');
    closeSync(replaced);
  };

  // After a failed write the file may end in half a line, so nothing is appended any more.
  const write = () => {
    if (pending.length === 0 || failure) return;
    try {
      appended += writeFully(descriptor, encodeFrame(pending));
      pending = [];
      if (appended > Math.max(rewriteAfterBytes, startSize)) rewrite();
    } catch (error) {
      failure = new OperatorError(
        `${file} cannot be written: ${errorMessage(error)}; no more changes are accepted.`,
      );
    }
  };

  const flush = () => {
    write();
    const settled = waiting;
    waiting = [];
    for (const { resolve, reject } of settled) {
      if (failure) reject(failure);
      else resolve();
    }
  };

  return {
    append(changes: readonly Change[]) {
      if (changes.length === 0) return;
      if (pending.length === 0) setImmediate(flush);
      pending.push(...changes);
      contents.apply(changes);
    },
    async written() {
      if (failure) throw failure;
      if (pending.length > 0) await new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
    },
    close() {
      flush();
      closeSync(descriptor);
      unlock();
    },
  };
}
