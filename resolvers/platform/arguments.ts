import { util } from '@aws-appsync/utils';
import { centsOf, MAX_PRICE_CENTS } from '../../model/amounts.ts';
import { isDate } from '../../model/calendar.ts';
import { isId, MAX_ID_LENGTH, MIN_NAME_LENGTH } from '../../model/ids.ts';
import { isBlank, isLine } from '../../model/texts.ts';
import { throwError } from './errors.ts';
import { instantAt } from './time.ts';

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

/**
 * Returns a text as it is. Throws on one of which nothing is seen, on more than `longest` characters, and on what is not
 * one line of text: controls, characters that turn the direction or are not seen, halves of characters. They are refused
 * here, once, rather than escaped by everybody who ever prints the text. Markup is text like any other.
 */
export function checkText(value: string, argument: string, longest: number): string {
  checkLength(value, argument, longest);
  if (isBlank(value))
    throwError('InvalidArgument', `${argument} must be 1 to ${longest} characters`, { argument });
  if (!isLine(value)) throwError('InvalidArgument', `${argument} must be one line of text`, { argument });
  return value;
}

/** Throws on more than `longest` characters: of several texts all lengths are asked before any is read. */
export function checkLength(value: string, argument: string, longest: number): void {
  if (value.length > longest)
    throwError('InvalidArgument', `${argument} must be 1 to ${longest} characters`, { argument });
}

/** Throws on a number outside of `least` to `most`, and on what is no number: it is neither less nor more. */
export function checkNumber(value: number, argument: string, least: number, most: number): number {
  if (!(value >= least && value <= most))
    throwError('InvalidArgument', `${argument} must be ${least} to ${most}`, { argument });
  return value;
}

/** Returns a price in EUR, 0 to 100,000, in whole cents. Throws on one with parts of a cent. */
export function priceCentsOf(price: number, argument: string): number {
  const cents = centsOf(checkNumber(price, argument, 0, MAX_PRICE_CENTS / 100));
  return cents === undefined
    ? throwError('InvalidArgument', `${argument} must be in whole cents`, { argument })
    : cents;
}

const LONGEST_EMAIL = 254;
/** Of the part before the `@`: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const LONGEST_LOCAL_PART = 64;
/** Of what is between two dots of a domain: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const LONGEST_LABEL = 63;
/** What an address has only within quotes, which nobody's has: https://www.rfc-editor.org/rfc/rfc5322#section-3.2.3 */
const SPECIALS = '()<>[],;:\\"';

/**
 * Throws on an AWSEmail that no mail would reach, or that could be taken for another: letters beyond ASCII look like
 * those of other alphabets. A domain that has them is written in Punycode.
 */
export function checkEmail(email: string): string {
  checkText(email, 'email', LONGEST_EMAIL);
  const [local = '', domain = ''] = email.split('@');
  const isPlain = email.split('').every((unit) => unit > ' ' && unit <= '~' && SPECIALS.indexOf(unit) < 0);
  const labels = domain.split('.');
  const isReachable =
    local.split('.').every((part) => part.length > 0) &&
    labels.every((label) => label.length > 0 && label.length <= LONGEST_LABEL && !isHyphened(label));
  if (!isPlain || !isReachable || local.length > LONGEST_LOCAL_PART)
    throwError('InvalidArgument', 'email must be an address such as name@example.com', { argument: 'email' });
  return email;
}

/** The digits of E.164, which begins with the country: https://www.itu.int/rec/T-REC-E.164 */
const FEWEST_DIGITS = 8;
const MOST_DIGITS = 15;

/**
 * Returns an AWSPhone as rows store it: `+` and its digits. Throws on one without its country, which nobody else could
 * call, and on more than AppSync's own check lets through on purpose.
 */
export function checkPhone(phone: string): string {
  checkLength(phone, 'phone', 2 * MOST_DIGITS);
  const digits = phone
    .split('')
    .filter((unit) => '0123456789'.indexOf(unit) >= 0)
    .join('');
  const isDialed = phone.split('').every((unit) => '+0123456789 ()-.'.indexOf(unit) >= 0);
  if (!phone.startsWith('+') || !isDialed || digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS)
    throwError('InvalidArgument', 'phone must be a number with its country, such as +49 170 1234567', {
      argument: 'phone',
    });
  return `+${digits}`;
}

const isHyphened = (label: string) => label.startsWith('-') || label.endsWith('-');

/** Of an AWSDateTime with nanoseconds and an offset: `2027-03-10T09:00:00.123456789+01:00`. */
const LONGEST_DATE_TIME = 35;

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
  if (dateTime.length > LONGEST_DATE_TIME || !isDate(dateTime.slice(0, 10)) || !hasOffset(dateTime))
    throwError('InvalidArgument', `${argument} must be an instant of the calendar`, { argument });
  return instantAt(util.time.parseISO8601ToEpochMilliSeconds(dateTime));
}
