import { Kind } from 'graphql';
import { awsJson } from './awsJson.ts';
import { isDate, isDateTime, isTime } from './dateTimes.ts';
import { isEmail, isIpAddress, isPhone, isUrl } from './texts.ts';
import type { Scalar } from './Scalar.ts';

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
