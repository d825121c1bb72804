import type { AttributeMap } from '../DynamoDb.ts';
import { valuesEqual } from '../items/AttributeValue.ts';
import { compareDecimals } from '../items/decimals.ts';
import { type Comparator, type Condition, type Operand, valueAt } from './Expression.ts';

/** Whether a condition, filter or key expression holds for an item. */
export function matchesCondition(condition: Condition, item: AttributeMap): boolean {
  switch (condition.type) {
    case 'and':
      return condition.args.every((part) => matchesCondition(part, item));
    case 'or':
      return condition.args.some((part) => matchesCondition(part, item));
    case 'not':
      return !matchesCondition(condition.args[0]!, item);
    case 'function':
      return conditionFunctions[condition.name]!(...condition.args.map((operand) => valueOf(operand, item)));
    default:
      return compares(
        condition.type,
        condition.args.map((operand) => valueOf(operand, item)),
      );
  }
}

function valueOf(operand: Operand, item: AttributeMap): AttributeMap | undefined {
  if (Array.isArray(operand)) return valueAt(operand, item);
  if ('type' in operand) return sizeOfValue(valueOf(operand.args[0], item));
  return operand as AttributeMap;
}

type Value = AttributeMap | undefined;

function compares(type: Comparator | 'between' | 'in', [left, ...others]: readonly Value[]): boolean {
  if (type === '<>') return !equal(left, others[0]);
  if (type === 'in') return others.some((other) => equal(left, other));
  if (type === '=') return equal(left, others[0]);
  if (type === 'between') return ordered('>=', left, others[0]) && ordered('<=', left, others[1]);
  return ordered(type, left, others[0]);
}

const equal = (left: Value, right: Value) =>
  left !== undefined && right !== undefined && valuesEqual(left, right);

function ordered(type: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean {
  const order = left && right && compareValues(left, right);
  if (order === undefined) return false;
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[type];
}

/**
 * The functions that are conditions by themselves.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
const conditionFunctions: Readonly<Record<string, (...values: (AttributeMap | undefined)[]) => boolean>> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  attribute_type: (value, type) => value !== undefined && Object.keys(value)[0] === type?.S,
  begins_with: beginsWith,
  contains,
};

function beginsWith(value: AttributeMap | undefined, prefix: AttributeMap | undefined): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (value?.B !== undefined && prefix?.B !== undefined)
    return decodeBase64(value.B).indexOf(decodeBase64(prefix.B)) === 0;
  return false;
}

function contains(value: AttributeMap | undefined, part: AttributeMap | undefined): boolean {
  if (!value || !part) return false;
  const [type, content] = Object.entries(value)[0]!;
  if (type === 'S') return part.S !== undefined && content.includes(part.S);
  if (type === 'B') return part.B !== undefined && decodeBase64(content).includes(decodeBase64(part.B));
  if (type === 'L') return content.some((member: AttributeMap) => valuesEqual(member, part));
  if (type === 'SS' || type === 'NS' || type === 'BS') return content.includes(part[type[0]!]);
  return false;
}

/** Which of two values sorts first, as in sorting; undefined where they cannot be compared. */
function compareValues(left: AttributeMap, right: AttributeMap): number | undefined {
  if (left.N !== undefined && right.N !== undefined) return compareDecimals(left.N, right.N);
  if (left.S !== undefined && right.S !== undefined)
    return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if (left.B !== undefined && right.B !== undefined)
    return Buffer.compare(decodeBase64(left.B), decodeBase64(right.B));
  return undefined;
}

const decodeBase64 = (base64: string) => Buffer.from(base64, 'base64');

/**
 * `size(path)` as a number; undefined for a value that has no size, such as a number.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
function sizeOfValue(value: AttributeMap | undefined): AttributeMap | undefined {
  const [type, content] = Object.entries(value ?? {})[0] ?? [];
  switch (type) {
    case 'S':
      return { N: String(content.length) };
    case 'B':
      return { N: String(Buffer.byteLength(content, 'base64')) };
    case 'SS':
    case 'NS':
    case 'BS':
    case 'L':
      return { N: String(content.length) };
    case 'M':
      return { N: String(Object.keys(content).length) };
    default:
      return undefined;
  }
}
