import { invariant } from '../../../platform/errors.ts';
import { type Scalar, wrongType } from './Scalar.ts';
import { awsScalars } from './awsScalars.ts';

const INT_LIMIT = 2 ** 31;

/** graphql-java reads a number from its text as well, and from nothing else. */
function numberOf(value: unknown, expected: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw wrongType(expected, value);
  return number;
}

function int(value: unknown): number {
  const number = numberOf(value, 'Int');
  if (!Number.isInteger(number) || number >= INT_LIMIT || number < -INT_LIMIT) throw wrongType('Int', value);
  return number;
}

const float = (value: unknown) => numberOf(value, 'Float');

function text(value: unknown, expected: string): string {
  if (typeof value === 'object' || value === undefined) throw wrongType(expected, value);
  return String(value);
}

function boolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (value === 'true' || value === 'false') return value === 'true';
  throw wrongType('Boolean', value);
}

function id(value: unknown): string {
  const whole = typeof value === 'number' && Number.isInteger(value);
  if (typeof value !== 'string' && !whole) throw wrongType('ID', value);
  return String(value);
}

const both = (coerce: (value: unknown) => unknown): Scalar => ({
  parse: coerce,
  serialize: coerce,
});

/** GraphQL's own scalars, coerced as graphql-java does: looser than the specification asks. */
const builtInScalars: Readonly<Record<string, Scalar>> = {
  Boolean: both(boolean),
  Float: both(float),
  ID: both(id),
  Int: both(int),
  String: both((value) => text(value, 'String')),
};

const scalars: Readonly<Record<string, Scalar>> = { ...builtInScalars, ...awsScalars };

/** A schema names no other scalars: `createSchema` refuses them. */
export function scalarOf(name: string): Scalar {
  const scalar = scalars[name];
  invariant(scalar, `${name} is a scalar of AppSync's`);
  return scalar;
}
