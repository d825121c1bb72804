import { Kind } from 'graphql';
import { isIP } from 'node:net';
import type { Scalar } from './Scalar.ts';

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?`;
const OFFSET = String.raw`(Z|[+-]\d{2}:[0-5]\d(:[0-5]\d)?)`;

const date = new RegExp(`^${DATE}${OFFSET}?$`);
const time = new RegExp(`^${TIME}${OFFSET}?$`);
const dateTime = new RegExp(`^${DATE}T${TIME}${OFFSET}$`);

/** Extended ISO 8601 with an offset where there is one: https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
const isDate = (text: string) => onCalendar(date.exec(text));
const isTime = (text: string) => time.test(text);
/** The offset is required. */
const isDateTime = (text: string) => onCalendar(dateTime.exec(text));

function onCalendar(match: RegExpExecArray | null): boolean {
  if (!match) return false;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const there = new Date(Date.UTC(2000, month - 1, day));
  there.setUTCFullYear(year, month - 1, day);
  return there.getUTCMonth() === month - 1 && there.getUTCDate() === day;
}

/** RFC 822's `local-part@domain-part`, loosely. */
const isEmail = (text: string) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(text);

/** RFC 1738: a scheme, and no double slash in the path. */
function isUrl(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text) || /\s/.test(text) || !URL.canParse(text)) return false;
  return !new URL(text).pathname.includes('//');
}

/** Without a country code the number is taken as one of the North American plan. */
function isPhone(text: string): boolean {
  if (!/^\+?[\d(][\d\s().-]*$/.test(text)) return false;
  const digits = text.replace(/\D/g, '').length;
  return text.startsWith('+')
    ? digits >= 8 && digits <= 15
    : digits === 10 || (digits === 11 && text.startsWith('1'));
}

/** IPv4 or IPv6, with a CIDR suffix where there is one. */
function isIpAddress(text: string): boolean {
  const [, address, suffix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address ?? '');
  return version !== 0 && Number(suffix ?? 0) <= (version === 4 ? 32 : 128);
}

/** JSON in a string: resolvers see what it says, clients its text. */
const awsJson: Scalar = {
  literals: [Kind.STRING],
  parse(value) {
    if (typeof value !== 'string' || !isJson(value))
      throw new TypeError(`Unable to parse \`${value}\` as valid JSON.`);
    return JSON.parse(value);
  },
  /** A string that is itself JSON text is taken as that text. */
  serialize: (value) => (typeof value === 'string' && isJson(value) ? value : JSON.stringify(value)),
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const textScalar = (noun: string, isValid: (text: string) => boolean): Scalar => ({
  literals: [Kind.STRING],
  parse(value) {
    if (typeof value !== 'string' || !isValid(value))
      throw new TypeError(`Unable to parse \`${value}\` as a valid ${noun}.`);
    return value;
  },
  serialize(value) {
    if (typeof value !== 'string' || !isValid(value)) {
      throw new TypeError(`Unable to serialize \`${value}\` as a valid ${noun} Object.`);
    }
    return value;
  },
});

/** Seconds; Java's Instant ends where this does. */
const LAST_SECOND = 31_556_889_864_403_199;

function timestamp(value: unknown, verb: string): number {
  const seconds = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (!Number.isInteger(seconds) || Math.abs(seconds as number) > LAST_SECOND) {
    throw new TypeError(`Unable to ${verb} \`${value}\` as a valid timestamp.`);
  }
  return seconds as number;
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const awsScalars: Readonly<Record<string, Scalar>> = {
  AWSDate: textScalar('date', isDate),
  AWSDateTime: textScalar('DateTime', isDateTime),
  AWSEmail: textScalar('email', isEmail),
  AWSIPAddress: textScalar('IP address', isIpAddress),
  AWSJSON: awsJson,
  AWSPhone: textScalar('phone number', isPhone),
  AWSTime: textScalar('time', isTime),
  AWSTimestamp: {
    literals: [Kind.INT],
    parse: (value) => timestamp(value, 'parse'),
    serialize: (value) => timestamp(value, 'serialize'),
  },
  AWSURL: textScalar('URL', isUrl),
};
