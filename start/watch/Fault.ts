import { relative } from 'node:path';
import type { BuildFailure } from 'esbuild';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';

/** Why an edit cannot be taken. */
export interface Fault {
  /** A path from the checkout. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  readonly message: string;
}

/** `lib/app.ts:12:7  Unexpected ")"`, as editors and terminals find a place. */
export function faultLine({ file, line, column, message }: Fault): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return place === '' ? message : `${place}  ${message}`;
}

/** Returns what an error says, with its place where it has one: of esbuild, of our own bundles, or thrown by our code. */
export function faultsOf(error: unknown, root: string): Fault[] {
  if (isBuildFailure(error))
    return error.errors.map(({ text, location }) => ({
      ...(location && { file: location.file, line: location.line, column: location.column + 1 }),
      message: text,
    }));
  const message = errorMessage(error);
  const [file = ''] = message.split(' ', 1);
  if (/\.(?:ts|json)$/.test(file)) return [{ file, message: message.slice(file.length + 1) }];
  // What an operator has to mend is not where it was noticed.
  return [{ ...(error instanceof OperatorError ? {} : placeIn(error, root)), message }];
}

const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors);

/** The topmost line of a stack that is in our own code; for what does not parse, Node writes it before the stack. */
function placeIn(error: unknown, root: string): Omit<Fault, 'message'> {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const [, url = '', line, column] of stack.matchAll(PLACE)) {
    const file = relative(root, url);
    if (!file.startsWith('..') && !file.includes('node_modules'))
      return { file, line: Number(line), ...(column !== undefined && { column: Number(column) }) };
  }
  return {};
}

/** An absolute path of a module, with or without `file:` in front. */
const PLACE = /(?<![\w/.-])(?:file:\/\/)?(\/[\w.][^\s():]*\.ts):(\d+)(?::(\d+))?/g;
