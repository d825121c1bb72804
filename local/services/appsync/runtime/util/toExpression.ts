import { toDynamoDB, type TypedValue } from './dynamodb.ts';

interface RenderedExpression {
  readonly expression: string;
  readonly expressionNames: Record<string, string>;
  readonly expressionValues: Record<string, TypedValue>;
}

/** Thrown inside this file for an object without a rendering; callers get null. */
class UnrenderableError extends Error {}

type Operator = (operand: string, value: unknown, alias: string, draft: RenderedExpression) => string;

const COMPARISONS = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' };
const ATTRIBUTE_TYPES: Readonly<Record<string, string>> = {
  _null: 'NULL',
  string: 'S',
  stringSet: 'SS',
  number: 'N',
  numberSet: 'NS',
  binary: 'B',
  binarySet: 'BS',
  boolean: 'BOOL',
  list: 'L',
  map: 'M',
};

/**
 * Renders a filter or condition object as a DynamoDB expression, with the aliases that AppSync uses. Returns
 * null for an object that has no rendering.
 */
export function toExpression(filter: unknown): RenderedExpression | null {
  const draft: RenderedExpression = { expression: '', expressionNames: {}, expressionValues: {} };
  try {
    return { ...draft, expression: clausesOf(filter, '', draft) };
  } catch (thrown) {
    if (!(thrown instanceof UnrenderableError)) throw thrown;
    return null;
  }
}

function clausesOf(filter: unknown, path: string, draft: RenderedExpression): string {
  const clauses = Object.entries(asObject(filter)).map(([name, value]) => {
    if (name === 'and' || name === 'or') return combinedClauses(name, asList(value), path, draft);
    if (name === 'not') return `(NOT ${clausesOf(value, `${path}not_`, draft)})`;
    draft.expressionNames[`#${name}`] = name;
    return operatorClauses(`#${name}`, asObject(value), `${path}${name}`, draft);
  });
  return clauses.join(' AND ');
}

function combinedClauses(
  kind: 'and' | 'or',
  filters: readonly unknown[],
  path: string,
  draft: RenderedExpression,
): string {
  const rendered = filters.map((filter, at) => clausesOf(filter, `${path}${kind}_${at}_`, draft));
  const joined = rendered.join(` ${kind.toUpperCase()} `);
  return rendered.length > 1 ? `(${joined})` : joined;
}

function operatorClauses(
  operand: string,
  operators: object,
  alias: string,
  draft: RenderedExpression,
): string {
  const rendered = Object.entries(operators).map(([name, value]) => {
    if (name === 'size') return operatorClauses(`size(${operand})`, asObject(value), `${alias}_size`, draft);
    const operator = OPERATORS[name];
    if (!operator) throw new UnrenderableError();
    return `(${operator(operand, value, `:${alias}_${name}`, draft)})`;
  });
  return rendered.length > 1 ? `(${rendered.join(' AND ')})` : rendered.join('');
}

function bind(value: unknown, alias: string, draft: RenderedExpression): string {
  draft.expressionValues[alias] = toDynamoDB(value);
  return alias;
}

const comparison =
  (sign: string): Operator =>
  (operand, value, alias, draft) =>
    `${operand} ${sign} ${bind(value, alias, draft)}`;
const call =
  (name: string): Operator =>
  (operand, value, alias, draft) =>
    `${name}(${operand},${bind(value, alias, draft)})`;

const OPERATORS: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.entries(COMPARISONS).map(([name, sign]) => [name, comparison(sign)])),
  contains: call('contains'),
  notContains: call('NOT contains'),
  beginsWith: call('begins_with'),
  attributeExists(operand, value) {
    if (typeof value !== 'boolean') throw new UnrenderableError();
    return `${value ? 'attribute_exists' : 'attribute_not_exists'}(${operand})`;
  },
  attributeType(operand, value, alias, draft) {
    const type = ATTRIBUTE_TYPES[String(value)];
    if (!type) throw new UnrenderableError();
    return `attribute_type(${operand},${bind(type, alias, draft)})`;
  },
  between(operand, value, alias, draft) {
    const [start, end, ...rest] = asList(value);
    if (end === undefined && rest.length === 0) throw new UnrenderableError();
    return `${operand} BETWEEN ${bind(start, `${alias}_start`, draft)} AND ${bind(
      end,
      `${alias}_end`,
      draft,
    )}`;
  },
  in(operand, value, alias, draft) {
    const aliases = asList(value).map((each, at) => bind(each, `${alias}_${at}`, draft));
    return aliases.length === 0 ? 'null' : `${operand} IN (${aliases.join(', ')})`;
  },
};

function asObject(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnrenderableError();
  return value;
}

function asList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new UnrenderableError();
  return value;
}
