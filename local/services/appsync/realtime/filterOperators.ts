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
export const affirmations: Readonly<Record<string, FilterOperator>> = {
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
export const denials: Readonly<Record<string, FilterOperator>> = {
  ne: equals,
  notContains: contains,
  notIn: isOneOf,
};
