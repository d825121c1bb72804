import { Logger } from '@aws-lambda-powertools/logger';

/**
 * Writes one line of less than 1 KB a step: the message names what happened, and the ids stand beside it. JSON escapes
 * line breaks and escape codes in them; this escapes what else a terminal obeys or hides, such as bidirectional marks.
 */
export const logger = new Logger({
  jsonReplacerFn: (_key, value) =>
    typeof value === 'string' ? value.replace(UNPRINTABLE, escapeCharacter) : value,
});

const UNPRINTABLE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;
const escapeCharacter = (character: string) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** The same, and what SQS refuses in an attribute: control characters and halves of a pair. */
const NOT_PLAIN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffe\uffff]/gu;

/**
 * A text of a message or an error as logs and dead letters show it: at most so many bytes, a question mark in
 * the place of what cannot be shown.
 */
export const plainText = (text: string, maxBytes: number): string =>
  utf8Start(text.slice(0, maxBytes).replace(NOT_PLAIN, '?'), maxBytes);

/** The start of a text that takes at most so many bytes in UTF-8, without half a character at its end. */
export const utf8Start = (text: string, maxBytes: number): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(text).subarray(0, maxBytes), {
    stream: true,
  });

const MAX_TEXT = 300;

/** The fields of an error in a line of log: enough to find the place, without a page of stack. */
export const errorFields = (error: unknown) => {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const at = stack?.split('\n').find((line) => line.trim().startsWith('at '));
  return { error: name, reason: plainText(message, MAX_TEXT), at: at?.trim().slice(0, 120) };
};
