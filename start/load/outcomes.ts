import { closeSync, openSync, realpathSync, writeFileSync } from 'node:fs';
import { OperatorError } from '../../local/platform/errors.ts';
import { causeOf } from '../connect.ts';
import { isRefusal, lastLineOf, type Refusal } from './Entry.ts';
import type { Kind } from './kinds.ts';
import type { Outcome } from './sendAll.ts';

/** Counts the outcomes of a load. Its size does not grow with the file. */
export interface Tally {
  readonly accepted: number;
  readonly refused: number;
  readonly byKind: ReadonlyMap<Kind | 'unknown', KindTally>;
  readonly refusals: ReadonlyMap<string, RefusalTally>;
  /** The highest line with an outcome; 0 before the first. */
  readonly lastLine: number;
  count(outcome: Outcome): void;
}

export interface KindTally {
  accepted: number;
  refused: number;
}

/** Refusals of one type; the first of them with their messages. */
export interface RefusalTally {
  count: number;
  readonly first: Pick<Refusal, 'line' | 'message'>[];
}

/** Refusals of one type that a summary quotes at most. */
const QUOTED = 5;

export function createTally(): Tally {
  const byKind = new Map<Kind | 'unknown', KindTally>();
  const refusals = new Map<string, RefusalTally>();
  let [accepted, refused, lastLine] = [0, 0, 0];
  const countKind = (kind: Kind | 'unknown' = 'unknown', part: keyof KindTally) => {
    const tally = byKind.get(kind) ?? { accepted: 0, refused: 0 };
    tally[part]++;
    byKind.set(kind, tally);
  };
  return {
    get accepted() {
      return accepted;
    },
    get refused() {
      return refused;
    },
    get lastLine() {
      return lastLine;
    },
    byKind,
    refusals,
    count(outcome) {
      lastLine = Math.max(lastLine, lastLineOf(outcome));
      countKind(outcome.kind, isRefusal(outcome) ? 'refused' : 'accepted');
      if (!isRefusal(outcome)) return void accepted++;
      refused++;
      const { errorType, line, message } = outcome;
      const tally = refusals.get(errorType) ?? { count: 0, first: [] };
      tally.count++;
      if (tally.first.length < QUOTED) tally.first.push({ line, message });
      refusals.set(errorType, tally);
    },
  };
}

/** The file for refused lines. Without a path, nothing is written. */
export interface RefusedFile {
  /** Why the file is incomplete; undefined while it is complete. */
  readonly fault: string | undefined;
  write(refusal: Refusal): void;
  close(): void;
}

/** Opens a file for the refused lines of `loaded`. Throws `OperatorError` if it cannot be written. */
export function openRefusedFile(path: string | undefined, loaded: string): RefusedFile {
  if (path === undefined) return { fault: undefined, write: () => undefined, close: () => undefined };
  if (isSame(path, loaded)) throw new OperatorError(`--refused names the file that is loaded: ${path}`);
  const file = openOrThrow(path);
  let fault: string | undefined;
  return {
    get fault() {
      return fault;
    },
    write({ value, line, errorType, message }) {
      if (fault !== undefined) return;
      try {
        writeFileSync(file, `${JSON.stringify({ ...value, refused: { line, errorType, message } })}\n`);
      } catch (error) {
        fault = faultOf(path, error);
      }
    },
    close: () => closeSync(file),
  };
}

const faultOf = (path: string, error: unknown) => `${path} cannot be written (${causeOf(error)})`;

function openOrThrow(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new OperatorError(`${faultOf(path, error)}.`);
  }
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch (error) {
    // A file that does not exist yet is not the same as any other.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
