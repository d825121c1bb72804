import { toDynamoDB, type TypedValue } from './dynamodb.ts';

export interface Expression {
  readonly expression: string;
  readonly expressionNames: Record<string, string>;
  readonly expressionValues: Record<string, TypedValue>;
}

/** Thrown inside for what has no rendering; callers outside see null. */
const UNRENDERABLE = Symbol('unrenderable');

type Draft = Expression;
type Operator = (operand: string, value: unknown, alias: string, draft: Draft) => string;

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
 * A filter or condition object as a DynamoDB expression, in the words AppSync itself writes. Null
 * for an object that says nothing DynamoDB understands.
 */
export function toExpression(filter: unknown): Expression | null {
  const draft: Draft = { expression: '', expressionNames: {}, expressionValues: {} };
  try {
    return { ...draft, expression: group(filter, '', draft) };
  } catch (thrown) {
    if (thrown !== UNRENDERABLE) throw thrown;
    return null;
  }
}

function group(filter: unknown, path: string, draft: Draft): string {
  const clauses = Object.entries(asObject(filter)).map(([name, value]) => {
    if (name === 'and' || name === 'or') return members(name, asList(value), path, draft);
    if (name === 'not') return `(NOT ${group(value, `${path}not_`, draft)})`;
    draft.expressionNames[`#${name}`] = name;
    return operations(`#${name}`, asObject(value), `${path}${name}`, draft);
  });
  return clauses.join(' AND ');
}

function members(kind: 'and' | 'or', filters: readonly unknown[], path: string, draft: Draft): string {
  const rendered = filters.map((filter, at) => group(filter, `${path}${kind}_${at}_`, draft));
  const joined = rendered.join(` ${kind.toUpperCase()} `);
  return rendered.length > 1 ? `(${joined})` : joined;
}

function operations(operand: string, operators: object, alias: string, draft: Draft): string {
  const rendered = Object.entries(operators).map(([name, value]) => {
    if (name === 'size') return operations(`size(${operand})`, asObject(value), `${alias}_size`, draft);
    const operator = OPERATORS[name];
    if (!operator) throw UNRENDERABLE;
    return `(${operator(operand, value, `:${alias}_${name}`, draft)})`;
  });
  return rendered.length > 1 ? `(${rendered.join(' AND ')})` : rendered.join('');
}

function bind(value: unknown, alias: string, draft: Draft): string {
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
    if (typeof value !== 'boolean') throw UNRENDERABLE;
    return `${value ? 'attribute_exists' : 'attribute_not_exists'}(${operand})`;
  },
  attributeType(operand, value, alias, draft) {
    const type = ATTRIBUTE_TYPES[String(value)];
    if (!type) throw UNRENDERABLE;
    return `attribute_type(${operand},${bind(type, alias, draft)})`;
  },
  between(operand, value, alias, draft) {
    const [start, end, ...rest] = asList(value);
    if (end === undefined && rest.length === 0) throw UNRENDERABLE;
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
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw UNRENDERABLE;
  return value;
}

function asList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw UNRENDERABLE;
  return value;
}
