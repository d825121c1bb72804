import type { AttributeMap } from '../DynamoDb.ts';
import { valuesEqual } from '../items/valuesEqual.ts';
import type { Comparator, Condition, Operand } from './Expression.ts';
import { functions } from './functions.ts';
import { orderOf } from './orderOf.ts';
import { sizeOf } from './sizeOf.ts';
import { valueAt } from './valueAt.ts';

/** Whether a condition, filter or key expression holds for an item. */
export function matches(condition: Condition, item: AttributeMap): boolean {
  switch (condition.type) {
    case 'and':
      return condition.args.every((part) => matches(part, item));
    case 'or':
      return condition.args.some((part) => matches(part, item));
    case 'not':
      return !matches(condition.args[0]!, item);
    case 'function':
      return functions[condition.name]!(...condition.args.map((operand) => valueOf(operand, item)));
    default:
      return compares(
        condition.type,
        condition.args.map((operand) => valueOf(operand, item)),
      );
  }
}

function valueOf(operand: Operand, item: AttributeMap): AttributeMap | undefined {
  if (Array.isArray(operand)) return valueAt(operand, item);
  if ('type' in operand) return sizeOf(valueOf(operand.args[0], item));
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
  const order = left && right && orderOf(left, right);
  if (order === undefined) return false;
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[type];
}
