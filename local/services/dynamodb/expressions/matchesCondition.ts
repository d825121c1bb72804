import { includesText } from '../../../platform/indexOfText.ts';
import { type AttributeMap, type AttributeValue, valuesEqual } from '../items/AttributeValue.ts';
import { compareDecimals } from '../items/decimals.ts';
import {
  type Comparator,
  type Condition,
  type ConditionFunction,
  isPath,
  type Operand,
  valueAt,
} from './Expression.ts';

/** Whether a condition, filter or key expression holds for an item. */
export function matchesCondition(condition: Condition, item: AttributeMap): boolean {
  switch (condition.type) {
    case 'and':
      return condition.args.every((part) => matchesCondition(part, item));
    case 'or':
      return condition.args.some((part) => matchesCondition(part, item));
    case 'not':
      return !condition.args.some((part) => matchesCondition(part, item));
    case 'function':
      return conditionFunctions[condition.name](...condition.args.map((operand) => valueOf(operand, item)));
    default:
      return compares(
        condition.type,
        condition.args.map((operand) => valueOf(operand, item)),
      );
  }
}

type Value = AttributeValue | undefined;

function valueOf(operand: Operand, item: AttributeMap): Value {
  if (isPath(operand)) return valueAt(operand, item);
  if ('type' in operand) return sizeOfValue(valueOf(operand.args[0], item));
  return operand;
}

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

/** Which of two values sorts first: below zero, zero or above; undefined where they cannot be compared. */
function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.N !== undefined && right.N !== undefined) return compareDecimals(left.N, right.N);
  if (left.S !== undefined && right.S !== undefined)
    return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if (left.B !== undefined && right.B !== undefined)
    return Buffer.compare(decodeBase64(left.B), decodeBase64(right.B));
  return undefined;
}

/**
 * The functions that are conditions by themselves.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
const conditionFunctions: Readonly<Record<ConditionFunction, (...values: Value[]) => boolean>> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  attribute_type: (value, type) => value !== undefined && Object.keys(value)[0] === type?.S,
  begins_with: beginsWith,
  contains,
};

function beginsWith(value: Value, prefix: Value): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (value?.B !== undefined && prefix?.B !== undefined)
    return bytesOf(value.B).startsWith(bytesOf(prefix.B));
  return false;
}

function contains(value: Value, part: Value): boolean {
  if (!value || !part) return false;
  const { S, B, L, SS, NS, BS } = value;
  if (S !== undefined) return part.S !== undefined && includesText(S, part.S);
  if (B !== undefined) return part.B !== undefined && includesText(bytesOf(B), bytesOf(part.B));
  if (L) return L.some((member) => valuesEqual(member, part));
  if (SS) return part.S !== undefined && SS.includes(part.S);
  if (NS) return part.N !== undefined && NS.includes(part.N);
  return BS !== undefined && part.B !== undefined && BS.includes(part.B);
}

/** One character a byte. */
const bytesOf = (base64: string) => decodeBase64(base64).toString('latin1');

const decodeBase64 = (base64: string) => Buffer.from(base64, 'base64');

/**
 * `size(path)` as a number; undefined for a value that has no size, such as a number.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
function sizeOfValue(value: Value): Value {
  const { S, B, SS, NS, BS, L, M } = value ?? {};
  const size =
    (S ?? SS ?? NS ?? BS ?? L)?.length ??
    (B === undefined ? M && Object.keys(M).length : Buffer.byteLength(B, 'base64'));
  return size === undefined ? undefined : { N: String(size) };
}
