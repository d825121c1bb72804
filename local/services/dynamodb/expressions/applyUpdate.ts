import { setOwn } from '../../../platform/ownProperty.ts';
import { type AttributeMap, type AttributeValue, copyOf } from '../items/AttributeValue.ts';
import { minus, plus } from '../items/decimals.ts';
import { itemSize, itemTooLarge, MAX_ITEM_BYTES } from '../items/itemSize.ts';
import { validationException } from '../errors.ts';
import {
  isPath,
  type MemberSection,
  type Path,
  type SetOperand,
  type UpdateSection,
  valueAt,
} from './Expression.ts';

/**
 * The item an update expression makes of `item`. Every operand and every list index refers to the item
 * before the update, whatever the order of the clauses.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function applyUpdate(sections: readonly UpdateSection[], item: AttributeMap): AttributeMap {
  const next = copyOf(item);
  const changedLists = new Set<MutableList>();
  const values = newValues(sections, item);
  sections.forEach(({ path }, at) => {
    const step = path.at(-1);
    if (typeof step === 'number') placeInList(listAt(path, next), step, values[at], changedLists);
    else if (step !== undefined) placeInMap(mapAt(path, next), step, values[at]);
  });
  for (const list of changedLists) removeHoles(list);
  return next;
}

/** What each clause leaves at its path. A short expression can copy a large value many times: that ends here. */
function newValues(
  sections: readonly UpdateSection[],
  item: AttributeMap,
): readonly (AttributeValue | undefined)[] {
  let bytes = 0;
  return sections.map((section) => {
    const value = newValue(section, item);
    if (value && section.type === 'set') bytes += itemSize({ '': value });
    if (bytes > MAX_ITEM_BYTES) throw itemTooLarge('update');
    return value;
  });
}

/** What the clause leaves at its path: undefined for nothing. */
function newValue(section: UpdateSection, item: AttributeMap): AttributeValue | undefined {
  if (section.type === 'remove') return undefined;
  if (section.type === 'set') return copyOf(setOperandValue(section.val, item));
  const existing = valueAt(section.path, item);
  if (existing && !Object.hasOwn(existing, section.attrType)) throw wrongOperandType();
  return section.type === 'add' ? addedValue(existing, section) : withoutMembers(existing, section);
}

function addedValue(existing: AttributeValue | undefined, { val, attrType }: MemberSection): AttributeValue {
  if (!existing) return val;
  if (attrType === 'N') return { N: plus(existing.N ?? '0', val.N ?? '0') };
  const members = existing[attrType] ?? [];
  return { [attrType]: [...new Set([...members, ...(val[attrType] ?? [])])] };
}

function withoutMembers(
  existing: AttributeValue | undefined,
  { val, attrType }: MemberSection,
): AttributeValue | undefined {
  if (!existing || attrType === 'N') return undefined;
  const removed = new Set(val[attrType]);
  const left = (existing[attrType] ?? []).filter((member) => !removed.has(member));
  return left.length > 0 ? { [attrType]: left } : undefined;
}

/** What the right side of a `SET` comes to, for the item as it was before the update. */
function setOperandValue(operand: SetOperand, item: AttributeMap): AttributeValue {
  if (isPath(operand)) return valueAt(operand, item) ?? throwMissingAttribute();
  if (!('type' in operand)) return operand;
  if (operand.type === 'function' && operand.name === 'if_not_exists')
    return valueAt(operand.args[0], item) ?? setOperandValue(operand.args[1], item);

  const left = setOperandValue(operand.args[0], item);
  const right = setOperandValue(operand.args[1], item);
  if (operand.type === 'function') {
    if (!left.L || !right.L) throw wrongOperandType();
    // Each element takes at least one byte.
    if (left.L.length + right.L.length > MAX_ITEM_BYTES) throw itemTooLarge('update');
    return { L: [...left.L, ...right.L] };
  }
  if (left.N === undefined || right.N === undefined) throw wrongOperandType();
  return { N: operand.type === 'add' ? plus(left.N, right.N) : minus(left.N, right.N) };
}

type MutableList = (AttributeValue | undefined)[];
type MutableMap = Record<string, AttributeValue>;

/** The list that the last step of a path is a place in; `next` is our own copy, so it may be changed. */
const listAt = (path: Path, next: AttributeMap) =>
  // The copy is ours to change.
  (valueAt(path.slice(0, -1), next)?.L ?? throwInvalidPath()) as MutableList;

/** The same for a map. */
const mapAt = (path: Path, next: AttributeMap) =>
  // The copy is ours to change.
  (valueAt(path.slice(0, -1), next)?.M ?? throwInvalidPath()) as MutableMap;

function placeInMap(map: MutableMap, name: string, value: AttributeValue | undefined): void {
  if (value === undefined) delete map[name];
  else setOwn(map, name, value);
}

/** Leaves a hole for what is removed, so that later indexes still refer to the list before the update. */
function placeInList(
  list: MutableList,
  at: number,
  value: AttributeValue | undefined,
  changed: Set<MutableList>,
): void {
  if (value === undefined && at >= list.length) return;
  changed.add(list);
  list[at] = value;
}

function removeHoles(list: MutableList): void {
  const kept = list.filter((value) => value !== undefined);
  list.splice(0, list.length, ...kept);
}

const wrongOperandType = () =>
  validationException('An operand in the update expression has an incorrect data type');

function throwMissingAttribute(): never {
  throw validationException('The provided expression refers to an attribute that does not exist in the item');
}

function throwInvalidPath(): never {
  throw validationException('The document path provided in the update expression is invalid for update');
}
