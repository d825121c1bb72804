import { BlockList, isIP } from 'node:net';
import {
  equalsIgnoreCase,
  isLeaf,
  type Leaf,
  type PatternOperator,
  prefix,
  suffix,
  wildcard,
} from './textOperators.ts';

/** `{"exists": true}`. Its other half, absence, has no value to look at: see `matchesLeaf`. */
const exists: PatternOperator = {
  complaint: (operand) =>
    typeof operand === 'boolean' ? undefined : 'exists match pattern must be either true or false.',
  matches: (operand: boolean) => operand,
};

/** IPv4 and IPv6 blocks, such as `10.0.0.0/24`. */
const cidr: PatternOperator = {
  complaint: (operand) => {
    // AWS words it so: the message names the wrong operator.
    if (typeof operand !== 'string') return 'prefix match pattern must be a string';
    const [address = '', mask, ...more] = operand.split('/');
    if (mask === undefined || more.length > 0) return "Malformed CIDR, one '/' required";
    if (isIP(address) === 0) return `Nonstandard IP address: ${address}`;
    return maskComplaint(isIP(address) as 4 | 6, mask);
  },
  matches: (operand: string, value) => {
    if (typeof value !== 'string' || isIP(value) === 0) return false;
    const [address, mask] = operand.split('/') as [string, string];
    const block = new BlockList();
    block.addSubnet(address, Number(mask), familyOf(address));
    return familyOf(address) === familyOf(value) && block.check(value, familyOf(value));
  },
};

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

type Comparison = (value: number, bound: number) => boolean;

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-numeric-matching */
const LARGEST = 5e9;

/** `["=", 5]`, `["<", 5]` or a range such as `[">", 0, "<=", 5]`. */
const numeric: PatternOperator = {
  complaint: (operand) => {
    if (!Array.isArray(operand)) return 'Value of numeric must be an array.';
    const [operator, bound, second, ...rest] = operand;
    if (typeof operator !== 'string') return `Invalid member in numeric match: ${operator}`;
    if (!(operator in comparisons)) return `Unrecognized numeric range operator: ${operator}`;
    const wrong = boundComplaint(operator === '=' ? 'equals' : operator, bound);
    if (wrong || second === undefined) return wrong;
    if (!operator.startsWith('>')) return 'Too many elements in numeric expression';
    return upperComplaint(second, bound, rest);
  },
  matches: ([operator, bound, second, top]: [string, number, string?, number?], value: Leaf) =>
    typeof value === 'number' &&
    comparisons[operator]!(value, bound) &&
    (second === undefined || comparisons[second]!(value, top!)),
};

const inner: Readonly<Record<string, PatternOperator>> = {
  'equals-ignore-case': equalsIgnoreCase,
  prefix,
  suffix,
  wildcard,
};

/** A value, a list of values of one type, or one of the `inner` operators over one or several texts. */
const anythingBut: PatternOperator = {
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

/** Every operator of the pattern language, by its name in a pattern. */
export const operators: Readonly<Record<string, PatternOperator>> = {
  prefix,
  suffix,
  'equals-ignore-case': equalsIgnoreCase,
  wildcard,
  'anything-but': anythingBut,
  numeric,
  exists,
  cidr,
};

const listOf = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand]);

function upperComplaint(operator: unknown, bottom: number, [top, ...more]: unknown[]): string | undefined {
  if (typeof operator !== 'string') return `Bad value in numeric range: ${operator}`;
  if (!operator.startsWith('<') || !(operator in comparisons))
    return `Bad numeric range operator: ${operator}`;
  const wrong = boundComplaint(operator, top);
  if (wrong) return wrong;
  if (more.length > 0) return 'Too many terms in numeric range expression';
  return bottom >= (top as number) ? 'Bottom must be less than top' : undefined;
}

function boundComplaint(operator: string, bound: unknown): string | undefined {
  if (typeof bound !== 'number') return `Value of ${operator} must be numeric`;
  return Math.abs(bound) > LARGEST ? 'Value must be between -5.0E9 and 5.0E9, inclusive' : undefined;
}

const familyOf = (address: string) => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

function maskComplaint(version: 4 | 6, mask: string): string | undefined {
  if (!/^-?\d+$/.test(mask)) return 'Malformed CIDR, mask bits must be an integer';
  if (Number(mask) < 0) return 'Malformed CIDR, mask bits must not be negative';
  const bits = version === 4 ? 32 : 128;
  return Number(mask) > bits ? `IPv${version} mask bits must be < ${bits}` : undefined;
}
