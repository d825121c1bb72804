import type { FieldFilter, SubscriptionFilter } from '../../Execution.ts';
import { ResolverError } from '../ResolverError.ts';
import { toExpression } from './toExpression.ts';

const toExpressionJson = (filter: unknown) => {
  const expression = toExpression(filter);
  return expression && JSON.stringify(expression);
};

/** https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-util-transform-js.html */
export const transform = {
  toDynamoDBConditionExpression: toExpressionJson,
  toDynamoDBFilterExpression: toExpressionJson,
  toSubscriptionFilter,
};

type Conditions = Readonly<Record<string, unknown>>;
/** Alternatives; each is a list of filters that must all match. */
type Alternatives = readonly (readonly FieldFilter[])[];

const isObject = (value: unknown): value is Conditions =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Converts an object of conditions to groups of filters, one group for each combination of alternatives:
 * https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html
 */
function toSubscriptionFilter(
  conditions?: unknown,
  ignoredFields?: readonly string[] | null,
  rules?: unknown,
): SubscriptionFilter | null {
  if (!isObject(conditions)) return null;
  const blocks = [alternativesOf(conditions, new Set(ignoredFields ?? [])), ruleAlternatives(rules)];
  const groups = multiply(blocks.filter(({ length }) => length > 0));
  return { filterGroup: groups.filter(({ length }) => length > 0).map((filters) => ({ filters })) };
}

/** Combines fields, then `and`, then `or`. Empty blocks drop out. */
function alternativesOf(conditions: Conditions, ignored: ReadonlySet<string>): Alternatives {
  const fields = Object.entries(conditions).flatMap(([name, value]) =>
    name !== 'and' && name !== 'or' && !ignored.has(name) && isObject(value)
      ? [fieldAlternatives(name, value)]
      : [],
  );
  const all = listOf(conditions.and).map((each) => alternativesOf(each, ignored));
  const any = listOf(conditions.or).flatMap((each) => alternativesOf(each, ignored));
  const blocks = [...fields, ...all, any].filter(({ length }) => length > 0);
  return blocks.length === 0 ? [] : multiply(blocks);
}

/** Several operators on one field are alternatives. */
const fieldAlternatives = (fieldName: string, operators: Conditions): Alternatives =>
  Object.entries(operators).map(([operator, value]) => [{ fieldName, operator, value }]);

/** At least one rule must match. */
const ruleAlternatives = (rules: unknown): Alternatives =>
  isObject(rules)
    ? // AppSync copies rules unchecked.
      Object.entries(rules as Readonly<Record<string, Conditions>>).flatMap(([name, operators]) =>
        fieldAlternatives(name, operators),
      )
    : [];

/** Chosen: AppSync sets no filter of more than ten groups, whatever it converts. */
const MOST_ALTERNATIVES = 1000;

const multiply = (blocks: readonly Alternatives[]): Alternatives =>
  blocks.length === 0
    ? []
    : blocks.reduce<Alternatives>(
        (left, right) => {
          if (left.length * right.length > MOST_ALTERNATIVES)
            throw new ResolverError(`Filters combination exceed maximum limit ${MOST_ALTERNATIVES}`);
          return left.flatMap((one) => right.map((two) => [...one, ...two]));
        },
        [[]],
      );

const listOf = (value: unknown): Conditions[] => (Array.isArray(value) ? value.filter(isObject) : []);
