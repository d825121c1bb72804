import { isDeepStrictEqual } from 'node:util';
import type { FieldFilter, SubscriptionFilter } from '../Execution.ts';

/**
 * Whether an object passes an enhanced filter that `filterComplaint` had nothing against: one group of
 * which every rule holds. A filter without groups asks for nothing.
 * https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html
 */
export const matchesFilter = ({ filterGroup }: SubscriptionFilter, published: unknown): boolean =>
  filterGroup.length === 0 ||
  filterGroup.some(({ filters }) => filters.every((rule) => holds(rule, published)));

function holds({ fieldName, operator, value }: FieldFilter, published: unknown): boolean {
  const found = valuesAt(published, fieldName.split('.'));
  const affirmed = positiveOperators[operator];
  if (affirmed) return found.some((actual) => affirmed(actual, value));
  return !found.some((actual) => negativeOperators[operator]!(actual, value));
}

/** What a dotted path leads to; through a list it leads to a value for each of its elements. */
function valuesAt(source: unknown, path: readonly string[]): readonly unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [source];
  if (Array.isArray(source)) return source.flatMap((element) => valuesAt(element, path));
  if (typeof source !== 'object' || source === null) return [];
  return valuesAt((source as Record<string, unknown>)[name], rest);
}

export type FilterOperator = (actual: unknown, wanted: any) => boolean;

const isOrdered = (value: unknown) => typeof value === 'number' || typeof value === 'string';

/** Numbers compare with numbers and text with text, case counting; anything else never matches. */
const ordered =
  (holds: (actual: any, wanted: any) => boolean): FilterOperator =>
  (actual, wanted) =>
    isOrdered(actual) && typeof actual === typeof wanted && holds(actual, wanted);

const contains: FilterOperator = (actual, wanted) => {
  if (Array.isArray(actual)) return actual.includes(wanted);
  return typeof actual === 'string' && typeof wanted === 'string' && actual.includes(wanted);
};

const isOneOf: FilterOperator = (actual, wanted: readonly unknown[]) => wanted.includes(actual);
const equals: FilterOperator = (actual, wanted) => actual === wanted;
const ge = ordered((actual, wanted) => actual >= wanted);
const le = ordered((actual, wanted) => actual <= wanted);

/** Operators that hold if they hold for the field's value, or for one of the values a path finds in lists. */
export const positiveOperators: Readonly<Record<string, FilterOperator>> = {
  eq: equals,
  le,
  lt: ordered((actual, wanted) => actual < wanted),
  ge,
  gt: ordered((actual, wanted) => actual > wanted),
  contains,
  beginsWith: (actual, wanted) => typeof actual === 'string' && actual.startsWith(wanted),
  in: isOneOf,
  // Both ends belong to it, as in DynamoDB's BETWEEN; the developer guide contradicts itself here.
  between: (actual, [low, high]) => ge(actual, low) && le(actual, high),
  containsAny: (actual, wanted: readonly unknown[]) =>
    Array.isArray(actual) && wanted.some((one) => actual.includes(one)),
};

/** Operators that hold where their opposite does not, so also for a field that is absent. */
export const negativeOperators: Readonly<Record<string, FilterOperator>> = {
  ne: equals,
  notContains: contains,
  notIn: isOneOf,
};

/**
 * Filtering by arguments: each one supplied must equal the published object's field of that name, and
 * `null` asks for a field that is null or absent.
 * https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html#using-subscription-arguments
 */
export const matchesArguments = (
  args: Readonly<Record<string, unknown>>,
  published: Readonly<Record<string, unknown>>,
): boolean =>
  Object.entries(args).every(([name, wanted]) => isDeepStrictEqual(published[name] ?? null, wanted ?? null));
