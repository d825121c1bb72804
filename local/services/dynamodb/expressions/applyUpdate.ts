import { AwsError } from '../../../platform/AwsError.ts';
import type { AttributeMap } from '../DynamoDb.ts';
import { copyOf } from '../items/AttributeValue.ts';
import { minus, plus } from '../items/decimals.ts';
import { type Path, type SetOperand, type UpdateSection, valueAt } from './Expression.ts';

/**
 * The item an update expression makes of `item`. Every operand and every list index means the item
 * as it was, whatever the order of the clauses.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function applyUpdate(sections: readonly UpdateSection[], item: AttributeMap): Record<string, any> {
  const next = copyOf(item) as Record<string, any>;
  const touched = new Set<unknown[]>();
  const values = sections.map((section) => newValue(section, item));
  sections.forEach(({ path }, at) => {
    const container = containerAt(path, next);
    const step = path.at(-1)!;
    if (Array.isArray(container)) placeInList(container, step as number, values[at], touched);
    else if (values[at] === undefined) delete container[step];
    else container[step] = values[at];
  });
  for (const list of touched) removeHoles(list);
  return next;
}

/** What the clause leaves at its path: undefined for nothing. */
function newValue(section: UpdateSection, item: AttributeMap): AttributeMap | undefined {
  if (section.type === 'remove') return undefined;
  if (section.type === 'set') return copyOf(setOperandValue(section.val, item));
  const existing = valueAt(section.path, item);
  if (existing && !Object.hasOwn(existing, section.attrType)) throw wrongOperandType();
  return section.type === 'add' ? addedValue(existing, section) : withoutMembers(existing, section);
}

type SetSection = Extract<UpdateSection, { attrType: string }>;

function addedValue(existing: AttributeMap | undefined, { val, attrType }: SetSection): AttributeMap {
  if (!existing) return val;
  if (attrType === 'N') return { N: plus(existing.N, val.N) };
  const members: string[] = existing[attrType];
  return { [attrType]: [...members, ...val[attrType].filter((member: string) => !members.includes(member))] };
}

function withoutMembers(
  existing: AttributeMap | undefined,
  { val, attrType }: SetSection,
): AttributeMap | undefined {
  const left = existing?.[attrType].filter((member: string) => !val[attrType].includes(member));
  return left?.length ? { [attrType]: left } : undefined;
}

function containerAt(path: Path, item: AttributeMap): any {
  const parent = valueAt(path.slice(0, -1), item);
  const container = typeof path.at(-1) === 'number' ? parent?.L : parent?.M;
  if (!container)
    throw new AwsError(
      'ValidationException',
      'The document path provided in the update expression is invalid for update',
    );
  return container;
}

/** Leaves a hole for what is removed, so that later indexes still mean the list as it was. */
function placeInList(list: unknown[], at: number, value: unknown, touched: Set<unknown[]>): void {
  if (value === undefined && at >= list.length) return;
  touched.add(list);
  list[at] = value;
}

function removeHoles(list: unknown[]): void {
  const kept = list.filter((value) => value !== undefined);
  list.splice(0, list.length, ...kept);
}

const wrongOperandType = () =>
  new AwsError('ValidationException', 'An operand in the update expression has an incorrect data type');

const missingAttribute = () =>
  new AwsError(
    'ValidationException',
    'The provided expression refers to an attribute that does not exist in the item',
  );

/** What the right side of a `SET` comes to, for the item as it was before the update. */
function setOperandValue(operand: SetOperand, item: AttributeMap): AttributeMap {
  if (Array.isArray(operand)) return valueAt(operand, item) ?? throwError(missingAttribute());
  const { type, name, args } = operand as Record<string, any>;
  if (type === 'function' && name === 'if_not_exists')
    return valueAt(args[0], item) ?? setOperandValue(args[1], item);
  if (type === undefined) return operand as AttributeMap;

  const [left, right] = args.map((argument: SetOperand) => setOperandValue(argument, item));
  if (name === 'list_append')
    return left.L && right.L ? { L: [...left.L, ...right.L] } : throwError(wrongOperandType());
  if (left.N === undefined || right.N === undefined) throw wrongOperandType();
  return { N: type === 'add' ? plus(left.N, right.N) : minus(left.N, right.N) };
}

function throwError(error: AwsError): never {
  throw error;
}
