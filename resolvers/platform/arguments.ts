import { util } from '@aws-appsync/utils';
import { isDate } from '../../model/calendar.ts';
import { isId, MAX_ID_LENGTH, MIN_NAME_LENGTH } from '../../model/ids.ts';
import { throwError } from './errors.ts';

/** Returns an id. Throws where it cannot be one, or must not become part of a key. */
export function checkId(value: string, argument: string): string {
  if (!isId(value))
    throwError('InvalidArgument', `${argument} must be 1 to ${MAX_ID_LENGTH} letters, digits or -_.:@`, {
      argument,
    });
  return value;
}

/** Returns the id of an order, a SKU or a lot. Throws where it cannot be one. */
export function checkName(value: string, argument: string): string {
  if (value.length < MIN_NAME_LENGTH || !isId(value))
    throwError(
      'InvalidArgument',
      `${argument} must be ${MIN_NAME_LENGTH} to ${MAX_ID_LENGTH} letters, digits or -_.:@`,
      { argument },
    );
  return value;
}

/** As `checkId`, of an argument that may be absent. An empty text is not absent. */
export const checkOptionalId = (value: string | null | undefined, argument: string) =>
  value === null || value === undefined ? undefined : checkId(value, argument);

/** Throws on an empty text, one of more than `longest` characters, and control characters. */
export function checkText(value: string, argument: string, longest: number): string {
  if (value.trim().length === 0 || value.length > longest)
    throwError('InvalidArgument', `${argument} must be 1 to ${longest} characters`, { argument });
  if (value.split('').some((character) => character < ' ' || character === '\u007f'))
    throwError('InvalidArgument', `${argument} must be one line of text`, { argument });
  return value;
}

/** Throws on a number outside of `least` to `most`. */
export function checkNumber(value: number, argument: string, least: number, most: number): number {
  if (value < least || value > most)
    throwError('InvalidArgument', `${argument} must be ${least} to ${most}`, { argument });
  return value;
}

const LONGEST_EMAIL = 254;
/** Of the part before the `@`: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const LONGEST_LOCAL_PART = 64;
/** What an address has only within quotes, which nobody's has: https://www.rfc-editor.org/rfc/rfc5322#section-3.2.3 */
const SPECIALS = '()<>[],;:\\"';

/** Throws on an AWSEmail that no mail would reach. */
export function checkEmail(email: string): string {
  checkText(email, 'email', LONGEST_EMAIL);
  const isPlain = email.split('').every((character) => SPECIALS.indexOf(character) < 0);
  if (!isPlain || email.indexOf('@') > LONGEST_LOCAL_PART)
    throwError('InvalidArgument', 'email must be an address such as name@example.com', { argument: 'email' });
  return email;
}

/** Java's `ZoneOffset` goes no further from UTC. */
const LAST_OFFSET = '18:00';

/** AWSDateTime also takes offsets with seconds, which ISO 8601 does not have. */
function hasOffset(dateTime: string) {
  if (dateTime.endsWith('Z')) return true;
  const offset = dateTime.slice(-6);
  return '+-'.indexOf(offset.charAt(0)) >= 0 && offset.slice(1) <= LAST_OFFSET;
}

/** Returns an AWSDateTime, which has any offset, as rows store it: ISO 8601 in UTC with milliseconds. */
export function instantOf(dateTime: string, argument: string): string {
  if (!isDate(dateTime.slice(0, 10)) || !hasOffset(dateTime))
    throwError('InvalidArgument', `${argument} must be an instant of the calendar`, { argument });
  return util.time.epochMilliSecondsToISO8601(util.time.parseISO8601ToEpochMilliSeconds(dateTime));
}
