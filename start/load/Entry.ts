import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { invariant } from '../../local/platform/errors.ts';
import { isKind, type Kind, kinds } from './kinds.ts';

/** One input of a mutation, checked as far as that is possible without the API. */
export interface Entry {
  /** Line of the file, from 1; the first one where it spans several. */
  readonly line: number;
  /** The last line where it spans several. @default line */
  readonly lastLine?: number;
  readonly kind: Kind;
  /** The mutation's input. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** An input that was not accepted, by our own checks or by the API. */
export interface Refusal {
  readonly line: number;
  readonly lastLine?: number;
  /** Absent where it could not be read. */
  readonly kind?: Kind;
  readonly errorType: string;
  readonly message: string;
  /** The line as it was read, to be mended and loaded again. */
  readonly value: Readonly<Record<string, unknown>>;
}

export const isRefusal = (checked: Entry | Refusal): checked is Refusal => 'errorType' in checked;

/** What was read at one place of a file: a value that is not yet checked, or why there is none. */
export type Reading = Found | Unreadable;

export interface Found {
  /** Line of the file, from 1; the first one where it spans several. */
  readonly line: number;
  /** The last line where it spans several. @default line */
  readonly lastLine?: number;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface Unreadable extends Found {
  /** What is wrong, worded to follow "line N". */
  readonly fault: string;
}

/** Returns the lines of a file that something spans. */
export const placeOf = (line: number, lastLine: number) =>
  lastLine === line ? { line } : { line, lastLine };

export const lastLineOf = ({ line, lastLine = line }: Pick<Found, 'line' | 'lastLine'>) => lastLine;

/** Characters of an unreadable line that are kept for the person who mends it. */
const KEPT = 1000;

export const unreadable = (line: number, text: string, fault: string): Unreadable => ({
  line,
  value: { text: text.slice(0, KEPT) },
  fault,
});

/** Checks a line as far as that is possible without the API. */
export function checkReading(reading: Reading): Entry | Refusal {
  const place = placeOf(reading.line, lastLineOf(reading));
  // An earlier load adds `refused` to each line that it refuses.
  const { refused: _, ...value } = reading.value;
  const { type, ...fields } = value;
  const kind = isKind(type) ? { kind: type } : {};
  const refuse = (errorType: string, message: string): Refusal => ({
    ...place,
    ...kind,
    errorType,
    message,
    value,
  });

  if ('fault' in reading) return refuse('Unreadable', reading.fault);
  if (!isKind(type)) return refuse('InvalidArgument', `type must be one of ${Object.keys(kinds).join(', ')}`);
  const checked = kinds[type].fields.safeParse(fields);
  if (!checked.success) return refuse('InvalidArgument', issueText(checked.error.issues, type));
  return { ...place, kind: type, input: withClientToken(type, checked.data) };
}

function issueText([issue]: readonly z.core.$ZodIssue[], kind: Kind): string {
  invariant(issue, 'an input that is refused has an issue');
  if (issue.code === 'unrecognized_keys') return `${kind} has no field ${issue.keys[0]}`;
  return `${issue.path.join('.')} ${issue.message}`;
}

/** Hexadecimal digits of a generated client token: 128 bits. */
const TOKEN_DIGITS = 32;

/**
 * Orders and lots have names of their own. A booking without a client token gets one that is derived from its
 * input, so that loading a file again makes no second booking.
 */
function withClientToken(kind: Kind, input: Readonly<Record<string, unknown>>) {
  if ((kind !== 'booking' && kind !== 'service') || input['clientToken'] !== undefined) return input;
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, input]))
    .digest('hex');
  return { ...input, clientToken: `load-${digest.slice(0, TOKEN_DIGITS)}` };
}
