import { isIP } from 'node:net';
import { sizeOf } from '../execution/createBudget.ts';
import { type Scalar, shown } from './Scalar.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const awsScalars: Readonly<Record<string, Scalar>> = {
  AWSDate: textScalar('date', isDate),
  AWSDateTime: textScalar('DateTime', isDateTime),
  AWSEmail: textScalar('email', isEmail),
  AWSIPAddress: textScalar('IP address', isIpAddress),
  AWSJSON: { parse: parseJson, serialize: serializeJson },
  AWSPhone: textScalar('phone number', isPhone),
  AWSTime: textScalar('time', isTime),
  AWSTimestamp: {
    parse: (value) => timestamp(value, 'parse'),
    serialize: (value) => timestamp(value, 'serialize'),
  },
  AWSURL: textScalar('URL', isUrl),
};

function textScalar(noun: string, isValid: (text: string) => boolean): Scalar {
  const check = (value: unknown, objection: (shown: string) => string) => {
    if (typeof value !== 'string' || !isValid(value)) throw new TypeError(objection(`\`${shown(value)}\``));
    return value;
  };
  return {
    parse: (value) => check(value, (shown) => `Unable to parse ${shown} as a valid ${noun}.`),
    serialize: (value) => check(value, (shown) => `Unable to serialize ${shown} as a valid ${noun} Object.`),
  };
}

/** Resolvers get the value that the JSON text stands for. */
function parseJson(value: unknown): unknown {
  if (typeof value !== 'string' || !isJson(value))
    throw new TypeError(`Unable to parse \`${shown(value)}\` as valid JSON.`);
  return JSON.parse(value);
}

/** Clients get text. A string that is itself JSON is sent as it is. */
function serializeJson(value: unknown): string {
  if (typeof value === 'string' && isJson(value)) return value;
  if (isNestedTooDeep(value))
    throw new TypeError('Unable to serialize a value that is nested too deep as JSON.');
  return JSON.stringify(value);
}

const isNestedTooDeep = (value: unknown) => sizeOf(value, Infinity) === Infinity;

function isJson(text: string): boolean {
  try {
    return !isNestedTooDeep(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Seconds; Java's Instant ends where this does. */
const LAST_SECOND = 31_556_889_864_403_199;

function timestamp(value: unknown, verb: 'parse' | 'serialize'): number {
  const seconds = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof seconds === 'number' && Number.isInteger(seconds) && Math.abs(seconds) <= LAST_SECOND)
    return seconds;
  throw new TypeError(`Unable to ${verb} \`${shown(value)}\` as a valid timestamp.`);
}

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?`;
const OFFSET = String.raw`(Z|[+-]\d{2}:[0-5]\d(:[0-5]\d)?)`;

const date = new RegExp(`^${DATE}${OFFSET}?$`);
const time = new RegExp(`^${TIME}${OFFSET}?$`);
/** Here the offset is required. */
const dateTime = new RegExp(`^${DATE}T${TIME}${OFFSET}$`);

function isDate(text: string): boolean {
  return isOnCalendar(date.exec(text));
}

function isTime(text: string): boolean {
  return time.test(text);
}

function isDateTime(text: string): boolean {
  return isOnCalendar(dateTime.exec(text));
}

function isOnCalendar(match: RegExpExecArray | null): boolean {
  if (!match) return false;
  const [, year, month, day] = match;
  const there = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  there.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return there.getUTCMonth() === Number(month) - 1 && there.getUTCDate() === Number(day);
}

/** RFC 822's `local-part@domain-part`, loosely. */
function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(text);
}

/** RFC 1738: a scheme, and no double slash in the path. */
function isUrl(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text) || /\s/.test(text) || !URL.canParse(text)) return false;
  return !new URL(text).pathname.includes('//');
}

/** A number without a country code belongs to the North American plan. */
function isPhone(text: string): boolean {
  if (!/^\+?[\d(][\d\s().-]*$/.test(text)) return false;
  const digits = text.replace(/\D/g, '').length;
  return text.startsWith('+')
    ? digits >= 8 && digits <= 15
    : digits === 10 || (digits === 11 && text.startsWith('1'));
}

/** IPv4 or IPv6, with an optional CIDR suffix. */
function isIpAddress(text: string): boolean {
  const [, address, suffix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address ?? '');
  return version !== 0 && Number(suffix ?? 0) <= (version === 4 ? 32 : 128);
}
