import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Entry, Refusal } from './Entry.ts';
import { isKind, kinds, type Kind } from './kinds.ts';
import { lastLineOf, placeOf, type Reading } from './Reading.ts';

/** Checks what a line says, as far as that can be done without the API. */
export function check(reading: Reading): Entry | Refusal {
  const place = placeOf(reading.line, lastLineOf(reading));
  // What an earlier load wrote beside the line it refused.
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
  if (!checked.success) return refuse('InvalidArgument', wordsOf(checked.error.issues[0]!, type));
  return { ...place, kind: type, input: named(type, checked.data) };
}

function wordsOf(issue: z.core.$ZodIssue, kind: Kind): string {
  if (issue.code === 'unrecognized_keys') return `${kind} has no field ${issue.keys[0]}`;
  return `${issue.path.join('.')} ${issue.message}`;
}

/** Hexadecimal digits of a made-up client token: 128 bits. */
const TOKEN_DIGITS = 32;

/**
 * Orders and lots have names of their own. A booking without a client token gets one from what it says, so that
 * a file loaded again asks for the same bookings, and for no more.
 */
function named(kind: Kind, input: Readonly<Record<string, unknown>>) {
  if ((kind !== 'booking' && kind !== 'service') || input['clientToken'] !== undefined) return input;
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, input]))
    .digest('hex');
  return { ...input, clientToken: `load-${digest.slice(0, TOKEN_DIGITS)}` };
}
