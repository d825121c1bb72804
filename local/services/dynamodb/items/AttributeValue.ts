import type { AttributeMap } from '../DynamoDb.ts';
import type { KeySchema } from '../tables/Table.ts';

/** A deep copy of a JSON value; members that are undefined are left out. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) copy[name] = copyOf(member);
  return copy as Value;
}

/** A deep copy nobody can change: what is stored is shared by tables, indexes and streams. */
export function frozenCopyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopyOf)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value))
    if (member !== undefined) copy[name] = frozenCopyOf(member);
  return Object.freeze(copy) as Value;
}

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

/** The item's key attributes. */
export const keysOf = (item: AttributeMap, schema: KeySchema): AttributeMap =>
  Object.fromEntries(schema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));
