import { isDeepStrictEqual } from 'node:util';
import type { FieldFilter, SubscriptionFilter } from '../Execution.ts';

/**
 * Whether an object passes an enhanced filter that `validateFilter` accepts: all filters of one group must
 * match. A filter without groups matches everything.
 * https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html
 */
export const matchesFilter = ({ filterGroup }: SubscriptionFilter, published: unknown): boolean =>
  filterGroup.length === 0 ||
  filterGroup.some(({ filters }) => filters.every((filter) => matchesField(filter, published)));

function matchesField({ fieldName, operator, value }: FieldFilter, published: unknown): boolean {
  const found = valuesAt(published, fieldName.split('.'));
  const positive = positiveOperators[operator];
  if (positive) return found.some((actual) => positive(actual, value));
  const negated = negatedOperators[operator];
  return !found.some((actual) => negated?.(actual, value));
}

/** The values at a dotted path: one for each element of a list on the way. */
function valuesAt(source: unknown, path: readonly string[]): readonly unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [source];
  if (Array.isArray(source)) return source.flatMap((element) => valuesAt(element, path));
  if (typeof source !== 'object' || source === null) return [];
  // Published objects are JSON data, of which nothing else is known.
  return valuesAt((source as Record<string, unknown>)[name], rest);
}

type FilterOperator = (actual: unknown, expected: unknown) => boolean;

const isOrdered = (value: unknown) => typeof value === 'number' || typeof value === 'string';

/** Compares numbers with numbers and text with text, case-sensitively; other pairs never match. */
const ordered =
  (compare: (actual: number | string, expected: number | string) => boolean): FilterOperator =>
  (actual, expected) =>
    isOrdered(actual) &&
    isOrdered(expected) &&
    typeof actual === typeof expected &&
    compare(actual, expected);

const contains: FilterOperator = (actual, expected) => {
  if (Array.isArray(actual)) return actual.includes(expected);
  return typeof actual === 'string' && typeof expected === 'string' && actual.includes(expected);
};

const isOneOf: FilterOperator = (actual, expected) => Array.isArray(expected) && expected.includes(actual);
const equals: FilterOperator = (actual, expected) => actual === expected;
const ge = ordered((actual, expected) => actual >= expected);
const le = ordered((actual, expected) => actual <= expected);

/** Operators that match if they match the field's value, or one of the values that a path finds in lists. */
export const positiveOperators: Readonly<Record<string, FilterOperator>> = {
  eq: equals,
  le,
  lt: ordered((actual, expected) => actual < expected),
  ge,
  gt: ordered((actual, expected) => actual > expected),
  contains,
  beginsWith: (actual, expected) =>
    typeof actual === 'string' && typeof expected === 'string' && actual.startsWith(expected),
  in: isOneOf,
  // Includes both ends, as DynamoDB's BETWEEN does; the developer guide contradicts itself here.
  between: (actual, expected) =>
    Array.isArray(expected) && ge(actual, expected[0]) && le(actual, expected[1]),
  containsAny: (actual, expected) =>
    Array.isArray(actual) && Array.isArray(expected) && expected.some((one) => actual.includes(one)),
};

/** Operators that match unless their positive counterpart here does, so they match an absent field as well. */
export const negatedOperators: Readonly<Record<string, FilterOperator>> = {
  ne: equals,
  notContains: contains,
  notIn: isOneOf,
};

/**
 * Filters by arguments: each argument that the client supplied must equal the published object's field of
 * that name. `null` matches a field that is null or absent.
 * https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html#using-subscription-arguments
 */
export const matchesArguments = (
  args: Readonly<Record<string, unknown>>,
  published: Readonly<Record<string, unknown>>,
): boolean =>
  Object.entries(args).every(([name, expected]) =>
    isDeepStrictEqual(published[name] ?? null, expected ?? null),
  );
