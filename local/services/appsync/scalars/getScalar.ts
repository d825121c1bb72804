import { invariant } from '../../../platform/errors.ts';
import { awsScalars } from './awsScalars.ts';
import { type Scalar, wrongTypeError } from './Scalar.ts';

/** Finds one of GraphQL's or AWS's scalars. `createSchema` refuses schemas that have others. */
export function getScalar(name: string): Scalar {
  const scalar = builtInScalars[name] ?? awsScalars[name];
  invariant(scalar, `${name} is a scalar of AppSync's`);
  return scalar;
}

/**
 * GraphQL's own scalars, coerced as graphql-java did it until 2024: less strictly than graphql-js and the
 * specification. https://github.com/graphql-java/graphql-java/pull/3553
 */
const builtInScalars: Readonly<Record<string, Scalar>> = {
  Boolean: coercedBy(toBoolean),
  Float: coercedBy(toFloat),
  ID: coercedBy(toId),
  Int: coercedBy(toInt),
  String: coercedBy(toText),
};

function coercedBy(coerce: (value: unknown) => unknown): Scalar {
  return { parse: coerce, serialize: coerce };
}

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (value === 'true' || value === 'false') return value === 'true';
  throw wrongTypeError('Boolean', value);
}

function toFloat(value: unknown): number {
  return toNumber(value, 'Float');
}

function toId(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return String(value);
  throw wrongTypeError('ID', value);
}

const INT_LIMIT = 2 ** 31;

function toInt(value: unknown): number {
  const number = toNumber(value, 'Int');
  if (!Number.isInteger(number) || number >= INT_LIMIT || number < -INT_LIMIT)
    throw wrongTypeError('Int', value);
  return number;
}

/** Numbers are also read from their text, and from nothing else. */
function toNumber(value: unknown, expected: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw wrongTypeError(expected, value);
  return number;
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw wrongTypeError('String', value);
}
