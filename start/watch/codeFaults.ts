import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsError } from '../../local/platform/AwsError.ts';
import { parseCode } from '../../local/services/appsync/runtime/parseCode.ts';
import type { CodeError } from '../../local/services/appsync/runtime/syntaxTree.ts';
import type { Fault } from './Fault.ts';

/** Returns what AppSync would refuse of a bundle's syntax, at its place in the file that it was bundled from. */
export function codeFaults(code: string, root: string): Fault[] {
  try {
    parseCode(code);
    return [];
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const errors = codeErrorsOf(error);
    if (errors.length === 0) return [{ message: error.message }];
    return errors.map(({ message, line, column }) => ({ ...sourceOf(code, line, column, root), message }));
  }
}

function codeErrorsOf({ fields }: AwsError): CodeError[] {
  // As `invalidCode` makes them: https://docs.aws.amazon.com/appsync/latest/APIReference/API_CodeError.html
  const { detail } = fields as { detail?: { codeErrors?: readonly ApiCodeError[] } };
  return (detail?.codeErrors ?? []).map(({ value, location }) => ({ message: value, ...location }));
}

interface ApiCodeError {
  readonly value: string;
  readonly location: { readonly line: number; readonly column: number };
}

/** The comment that esbuild writes before the code of each file; of those below `resolvers/` it names the rest. */
const FILE = /^\/\/ (\S+\.ts)$/;

/**
 * Finds a bundle's line in its source: the first one of the file that reads the same, or begins so. Types are gone from the bundle, so where
 * there is none, the file alone is named.
 */
function sourceOf(code: string, line: number, column: number, root: string): Omit<Fault, 'message'> {
  const lines = code.split('\n').slice(0, line);
  const named = lines.map((each) => FILE.exec(each)?.[1]).findLast((path) => path !== undefined);
  const file = [`resolvers/${named}`, `${named}`].find((path) => existsSync(join(root, path)));
  if (named === undefined || file === undefined) return {};
  const text = lines.at(-1) ?? '';
  const sources = readFileSync(join(root, file), 'utf8').split('\n');
  const same = sources.findIndex((each) => normalized(each) === normalized(text));
  const at = same >= 0 ? same : sources.findIndex((each) => normalized(each).startsWith(normalized(text)));
  if (at < 0) return { file };
  const indent = (each: string) => each.length - each.trimStart().length;
  return { file, line: at + 1, column: Math.max(1, column - indent(text) + indent(sources[at] ?? '')) };
}

/** esbuild writes texts with double quotes, and sets its own spaces and semicolons. */
const normalized = (line: string) => line.replace(/[\s;]/g, '').replaceAll("'", '"');
