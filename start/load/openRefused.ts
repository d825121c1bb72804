import { closeSync, openSync, realpathSync, writeFileSync } from 'node:fs';
import { OperatorError } from '../../local/platform/errors.ts';
import { causeOf } from './causeOf.ts';
import type { Refusal } from './Entry.ts';

/** Where refused lines go; nowhere, if nobody asked for them. */
export interface RefusedFile {
  /** Why it does not hold all of them; undefined as long as it does. */
  readonly fault: string | undefined;
  write(refusal: Refusal): void;
  close(): void;
}

/** Opens a new file for what is refused in another. Throws `OperatorError` where it cannot be written. */
export function openRefused(path: string | undefined, loaded: string): RefusedFile {
  if (path === undefined) return { fault: undefined, write: () => undefined, close: () => undefined };
  if (isSame(path, loaded)) throw new OperatorError(`--refused names the file that is loaded: ${path}`);
  const file = open(path);
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

function open(path: string): number {
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
    // What is not there yet is no other's equal.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
