import { getOwn, setOwn } from '../../../platform/ownProperty.ts';
import type { AttributeMap, AttributeValue } from '../items/AttributeValue.ts';
import { type Path, valueAt } from './Expression.ts';

/**
 * The parts of an item that paths lead to, with the maps and lists around them. The elements of a list move together:
 * `l[3]` alone becomes the list's first.
 */
export function projectPaths(paths: readonly (Path | string)[], item: AttributeMap): AttributeMap {
  const found: Branch = new Map();
  for (const path of paths) {
    const steps = typeof path === 'string' ? [path] : path;
    const value = valueAt(steps, item);
    if (value !== undefined) addLeaf(found, steps, value);
  }
  return toMap(found);
}

/** The steps that lead on from one place: to a value, or to further steps. */
type Branch = Map<string | number, Branch | Leaf>;

interface Leaf {
  readonly value: AttributeValue;
}

function addLeaf(branch: Branch, [step, ...rest]: Path, value: AttributeValue): void {
  if (step === undefined) return;
  const known = branch.get(step);
  if (rest.length === 0) return void branch.set(step, { value });
  if (known && !(known instanceof Map)) return; // A path to the whole of it was before.
  const next: Branch = known ?? new Map<string | number, Branch | Leaf>();
  branch.set(step, next);
  addLeaf(next, rest, value);
}

function toMap(branch: Branch): AttributeMap {
  const map: Record<string, AttributeValue> = {};
  for (const [name, next] of branch) setOwn(map, String(name), toValue(next));
  return map;
}

function toValue(next: Branch | Leaf): AttributeValue {
  if (!(next instanceof Map)) return next.value;
  if ([...next.keys()].some((step) => typeof step === 'string')) return { M: toMap(next) };
  const byPlace = [...next].toSorted(([a], [b]) => Number(a) - Number(b));
  return { L: byPlace.map(([, element]) => toValue(element)) };
}

/** The attributes of an item that are named. */
export function pickAttributes(names: readonly string[], item: AttributeMap): Record<string, AttributeValue> {
  const picked: Record<string, AttributeValue> = {};
  for (const name of names) {
    const value = getOwn(item, name);
    if (value) setOwn(picked, name, value);
  }
  return picked;
}
