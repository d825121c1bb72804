import type { FieldFilter, SubscriptionFilter } from '../Execution.ts';
import { negatedOperators, positiveOperators } from './matchesFilter.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html */
const MAX_FILTER_FIELDS = 5;
const MAX_FILTER_COMBINATIONS = 10;
const MAX_FILTER_TEXT = 256;
const MAX_FIELD_DEPTH = 5;
/** How many values the list of an operator may hold. */
const MAX_LIST_VALUES: Readonly<Record<string, number>> = { in: 5, notIn: 5, containsAny: 20 };

/** Returns what is wrong with an enhanced filter, in AppSync's words, or undefined for a valid one. */
export function validateFilter(filter: SubscriptionFilter): string | undefined {
  if (!Array.isArray(filter.filterGroup)) return 'filterGroup must be a list.';
  for (const { filters } of filter.filterGroup) {
    if (!Array.isArray(filters)) return 'filters must be a list.';
    const error = groupError(filters) ?? firstError(filters, fieldFilterError);
    if (error) return error;
  }
  if (combinations(filter) > MAX_FILTER_COMBINATIONS) {
    return `Filters combination exceed maximum limit ${MAX_FILTER_COMBINATIONS}`;
  }
  return undefined;
}

function groupError(filters: readonly FieldFilter[]): string | undefined {
  const names = new Set(filters.map(({ fieldName }) => fieldName));
  if (names.size < filters.length) return 'filter uses same fieldName multiple time';
  if (names.size > MAX_FILTER_FIELDS) return `Filters exceed maximum attributes limit ${MAX_FILTER_FIELDS}`;
  return undefined;
}

function fieldFilterError({ fieldName, operator, value }: FieldFilter): string | undefined {
  if (typeof fieldName !== 'string') return 'fieldName must be a string.';
  // AppSync accepts such a filter and ignores it, so the subscriber receives what the filter should hold back.
  if (fieldName.split('.').length > MAX_FIELD_DEPTH)
    return `filter fieldName \`${fieldName}\` exceeds maximum depth ${MAX_FIELD_DEPTH}`;
  if (!Object.hasOwn(positiveOperators, operator) && !Object.hasOwn(negatedOperators, operator))
    return `filter operator \`${operator}\` is not supported.`;
  const limit = MAX_LIST_VALUES[operator];
  if (Array.isArray(value) && limit !== undefined && value.length > limit) {
    return `subscription exceeds maximum value limit ${limit} for operator \`${operator}\`.`;
  }
  return valueError(operator, value);
}

const LIST_OPERATORS = ['in', 'notIn', 'containsAny', 'between'];
const TEXT_OR_NUMBER = ['string', 'number'];
const TYPES: Readonly<Record<string, readonly string[]>> = {
  eq: [...TEXT_OR_NUMBER, 'boolean'],
  ne: [...TEXT_OR_NUMBER, 'boolean'],
  contains: [...TEXT_OR_NUMBER, 'boolean'],
  notContains: [...TEXT_OR_NUMBER, 'boolean'],
  beginsWith: ['string'],
};

function valueError(operator: string, value: unknown): string | undefined {
  if (LIST_OPERATORS.includes(operator) !== Array.isArray(value)) return invalidValue(operator);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (operator === 'between' && values.length !== 2) return invalidValue(operator);
  const types = TYPES[operator] ?? TEXT_OR_NUMBER;
  if (!values.every((one) => types.includes(typeof one))) return invalidValue(operator);
  if (values.some((one) => typeof one === 'string' && one.length > MAX_FILTER_TEXT)) {
    return `filter value for operator \`${operator}\` exceeds maximum length ${MAX_FILTER_TEXT}`;
  }
  return undefined;
}

const invalidValue = (operator: string) => `filter value is not valid for operator \`${operator}\`.`;

/** `in` counts one combination for each value, multiplied across the filters of a group. */
const combinations = ({ filterGroup }: SubscriptionFilter) =>
  filterGroup
    .map(({ filters }) => filters.reduce((product, filter) => product * alternatives(filter), 1))
    .reduce((sum, product) => sum + product, 0);

const alternatives = ({ operator, value }: FieldFilter) =>
  operator === 'in' && Array.isArray(value) ? Math.max(value.length, 1) : 1;

const firstError = <Item>(items: readonly Item[], errorOf: (item: Item) => string | undefined) => {
  for (const item of items) {
    const error = errorOf(item);
    if (error) return error;
  }
  return undefined;
};
