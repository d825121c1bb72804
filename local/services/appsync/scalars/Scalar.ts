/** How one scalar reads what clients send and writes what resolvers return. Both throw with AppSync's words. */
export interface Scalar {
  parse(value: unknown): unknown;
  serialize(value: unknown): unknown;
}

/** Returns a value's type as messages name it: AppSync is written in Java. */
function javaTypeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'ArrayList';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
  if (typeof value === 'object') return 'LinkedHashMap';
  return typeof value === 'string' ? 'String' : 'Boolean';
}

export const wrongTypeError = (expected: string, value: unknown) =>
  new TypeError(`Expected type '${expected}' but was '${javaTypeOf(value)}'.`);

/** Chosen: how much of a value an error repeats. */
const MOST_SHOWN = 10_000;

/** Returns a value as messages show it. */
export function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return javaTypeOf(value);
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
}
