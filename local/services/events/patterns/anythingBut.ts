import { equalsIgnoreCase } from './equalsIgnoreCase.ts';
import { isLeaf, type Leaf, type PatternOperator } from './PatternOperator.ts';
import { prefix } from './prefix.ts';
import { suffix } from './suffix.ts';
import { wildcard } from './wildcard.ts';

const inner: Readonly<Record<string, PatternOperator>> = {
  'equals-ignore-case': equalsIgnoreCase,
  prefix,
  suffix,
  wildcard,
};

/** A value, a list of values of one type, or one of the `inner` operators over one or several texts. */
export const anythingBut: PatternOperator = {
  complaint: (operand) => {
    if (Array.isArray(operand)) return listComplaint(operand);
    if (typeof operand === 'object' && operand !== null) return innerComplaint(Object.entries(operand));
    if (typeof operand === 'string' || typeof operand === 'number') return undefined;
    return 'Value of anything-but must be an array or single string/number value.';
  },
  matches: (operand, value) => !excluded(operand, value),
};

function excluded(operand: unknown, value: Leaf): boolean {
  if (isLeaf(operand) || Array.isArray(operand)) return listOf(operand).includes(value);
  const [name, operands] = Object.entries(operand as object)[0]!;
  return listOf(operands).some((one) => inner[name]!.matches(one, value));
}

function listComplaint(values: unknown[]): string | undefined {
  const types = new Set(values.map((value) => typeof value));
  if ([...types].some((type) => type !== 'string' && type !== 'number')) {
    return 'Inside anything but list, start|null|boolean is not supported.';
  }
  if (types.size === 1) return undefined;
  return 'Inside anything but list, either all values are number or string, mixed type is not supported';
}

function innerComplaint([first, ...more]: [string, unknown][]): string | undefined {
  if (!first) return 'Anything-But expression name not found';
  const [name, operand] = first;
  if (!(name in inner)) return `Unsupported anything-but pattern: ${name}`;
  if (more.length > 0) return 'Only one key allowed in match expression';
  for (const one of listOf(operand)) {
    const wrong = textComplaint(name, one);
    if (wrong) return wrong;
  }
  return undefined;
}

function textComplaint(name: string, operand: unknown): string | undefined {
  const isAffix = name === 'prefix' || name === 'suffix';
  if (name === 'wildcard') return wildcard.complaint(operand);
  if (typeof operand === 'string')
    return isAffix && operand === '' ? 'Null prefix/suffix not allowed' : undefined;
  if (isAffix) return 'prefix/suffix match pattern must be a string';
  return 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.';
}

const listOf = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand]);
