import type { AttributeMap } from '../DynamoDb.ts';

const SETS = new Set(['SS', 'NS', 'BS']);

/** Whether two attribute values are the same: deeply, and sets whatever their order. */
export function valuesEqual(left: AttributeMap, right: AttributeMap): boolean {
  const [type, a] = Object.entries(left)[0]!;
  if (!Object.hasOwn(right, type)) return false;
  const b = right[type];
  if (SETS.has(type)) return a.length === b.length && a.every((member: string) => b.includes(member));
  if (type === 'L')
    return a.length === b.length && a.every((value: AttributeMap, at: number) => valuesEqual(value, b[at]));
  if (type === 'M') return itemsEqual(a, b);
  return a === b;
}

/** Whether two items, or none, hold the same. */
export function itemsEqual(left: AttributeMap | undefined, right: AttributeMap | undefined): boolean {
  if (!left || !right) return left === right;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && valuesEqual(left[name], right[name]))
  );
}
