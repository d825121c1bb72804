import type { AttributeValue } from '../items/AttributeValue.ts';
import type { Condition, Operand } from './conditions.ts';

/** All of which have to hold. */
export const conjunctsOf = (where: Condition | undefined): readonly Condition[] => {
  if (!where) return [];
  return where.kind === 'and' ? where.of.flatMap(conjunctsOf) : [where];
};

/** The value that a condition asks an attribute to equal. */
export function equalTo(condition: Condition, attribute: string): AttributeValue | undefined {
  if (condition.kind !== 'compare' || condition.operator !== '=') return undefined;
  const { left, right } = condition;
  if (isAttribute(left, attribute)) return 'value' in right ? right.value : undefined;
  return isAttribute(right, attribute) && 'value' in left ? left.value : undefined;
}

/** Whether a condition is about an attribute in a way that a query can read by. */
export function isRangeOf(condition: Condition, attribute: string): boolean {
  if (condition.kind === 'compare')
    return (
      condition.operator !== '<>' && isAttribute(condition.left, attribute) && 'value' in condition.right
    );
  if (condition.kind === 'between') return isAttribute(condition.of, attribute);
  return (
    condition.kind === 'call' &&
    condition.name === 'begins_with' &&
    condition.arguments.slice(0, 1).some((of) => isAttribute(of, attribute))
  );
}

const isAttribute = (operand: Operand, attribute: string) =>
  'path' in operand && operand.path.length === 1 && operand.path[0] === attribute;

/** The key that a condition names, and what else it asks; undefined where it does not name all of it. */
export function keyOf(where: Condition, attributes: readonly string[]) {
  const conjuncts = [...conjunctsOf(where)];
  const key: Record<string, AttributeValue> = {};
  for (const attribute of attributes) {
    const at = conjuncts.findIndex((condition) => equalTo(condition, attribute) !== undefined);
    const [found] = at < 0 ? [] : conjuncts.splice(at, 1);
    const value = found && equalTo(found, attribute);
    if (!value) return undefined;
    key[attribute] = value;
  }
  return { key, rest: conjuncts };
}
