import { join } from 'node:path';
import type { Answer, Attack } from './Attack.ts';

/** What no answer and no line of a log may show: where the program is, and how it works inside. */
const SECRETS: readonly (readonly [string, RegExp])[] = [
  // In text, and in JSON within text.
  ['a stack', /(\n|\\n)\s+at [\w.<>[\] ]+[(:]/],
  ['a path', new RegExp(escaped(join(import.meta.dirname, '../..')))],
  ['a path', /node_modules\/|file:\/\/\/|node:internal/],
];

/** Answers of ours to a fault of ours. AWS has such answers too; here each has a reason that can be mended. */
const FAULT =
  /"(errorType|__type)":\s*"(\w+#)?(InternalFailure|InternalServerError|InternalError|InternalFailureException)"/;

/** Returns what is wrong with an answer, whatever the input was; undefined if nothing is. */
export function faultOf(attack: Attack, { status, text, ended }: Answer): string | undefined {
  if (ended === 'no answer') return 'no answer';
  if (status === 500 || FAULT.test(text)) return 'an internal fault';
  if (attack.mustBeRefused && /"data":\s*\{/.test(text)) return 'let in';
  return leakOf(text);
}

/** Returns what a text shows that nobody outside should see. */
export const leakOf = (text: string): string | undefined =>
  SECRETS.find(([, pattern]) => pattern.test(text))?.[0];

/**
 * Characters that act on a terminal, or that show a line as another than it is: controls, separators of lines,
 * directions and zero widths. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const DECEIVING = /[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}]/u;

/** Returns what is wrong with a line that the target printed for its operator. */
export function faultOfLine(line: string): string | undefined {
  if (DECEIVING.test(line.replaceAll('\t', ''))) return 'a terminal deceived';
  return leakOf(line);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
