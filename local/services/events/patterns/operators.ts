import { BlockList, isIP } from 'node:net';
import {
  equalsIgnoreCase,
  type LeafTest,
  type PatternOperator,
  prefix,
  suffix,
  wildcard,
} from './textOperators.ts';

/** `{"exists": true}`. Absence has no value to look at: `matchesPattern` sees to `{"exists": false}`. */
const exists: PatternOperator = (operand) =>
  typeof operand === 'boolean' ? () => operand : 'exists match pattern must be either true or false.';

/** IPv4 and IPv6 blocks, such as `10.0.0.0/24`. */
const cidr: PatternOperator = (operand) => {
  // These are AWS's words, although they name the wrong operator.
  if (typeof operand !== 'string') return 'prefix match pattern must be a string';
  const [address = '', mask, ...more] = operand.split('/');
  if (mask === undefined || more.length > 0) return "Malformed CIDR, one '/' required";
  const version = isIP(address);
  if (version === 0) return `Nonstandard IP address: ${address}`;
  if (!/^-?\d+$/.test(mask)) return 'Malformed CIDR, mask bits must be an integer';
  if (Number(mask) < 0) return 'Malformed CIDR, mask bits must not be negative';
  const bits = version === 4 ? 32 : 128;
  if (Number(mask) > bits) return `IPv${version} mask bits must be < ${bits}`;

  const family = version === 4 ? 'ipv4' : 'ipv6';
  const block = new BlockList();
  block.addSubnet(address, Number(mask), family);
  return (value) => typeof value === 'string' && isIP(value) === version && block.check(value, family);
};

type Comparison = (value: number, bound: number) => boolean;

const comparisons = new Map<string, Comparison>([
  ['=', (value, bound) => value === bound],
  ['<', (value, bound) => value < bound],
  ['<=', (value, bound) => value <= bound],
  ['>', (value, bound) => value > bound],
  ['>=', (value, bound) => value >= bound],
]);

/** `["=", 5]`, `["<", 5]` or a range such as `[">", 0, "<=", 5]`. */
const numeric: PatternOperator = (operand) => {
  if (!Array.isArray(operand)) return 'Value of numeric must be an array.';
  const members: unknown[] = operand;
  const [operator, bound, second, ...rest] = members;
  if (typeof operator !== 'string') return `Invalid member in numeric match: ${JSON.stringify(operator)}`;
  const compare = comparisons.get(operator);
  if (!compare) return `Unrecognized numeric range operator: ${operator}`;
  const first = parseBound(operator === '=' ? 'equals' : operator, bound);
  if (typeof first === 'string') return first;
  if (second === undefined) return (value) => typeof value === 'number' && compare(value, first);
  if (!operator.startsWith('>')) return 'Too many elements in numeric expression';

  const isBelow = upperTest(second, first, rest);
  if (typeof isBelow === 'string') return isBelow;
  return (value) => typeof value === 'number' && compare(value, first) && isBelow(value);
};

function upperTest(
  operator: unknown,
  bottom: number,
  [bound, ...more]: unknown[],
): ((value: number) => boolean) | string {
  if (typeof operator !== 'string') return `Bad value in numeric range: ${JSON.stringify(operator)}`;
  const compare = operator.startsWith('<') ? comparisons.get(operator) : undefined;
  if (!compare) return `Bad numeric range operator: ${operator}`;
  const top = parseBound(operator, bound);
  if (typeof top === 'string') return top;
  if (more.length > 0) return 'Too many terms in numeric range expression';
  return bottom >= top ? 'Bottom must be less than top' : (value) => compare(value, top);
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-numeric-matching */
const LARGEST = 5e9;

function parseBound(operator: string, bound: unknown): number | string {
  if (typeof bound !== 'number') return `Value of ${operator} must be numeric`;
  return Math.abs(bound) > LARGEST ? 'Value must be between -5.0E9 and 5.0E9, inclusive' : bound;
}

/** A value, a list of values of one type, or one of the operators over texts with one or several of them. */
const anythingBut: PatternOperator = (operand) => {
  const isExcluded = exclusionTest(operand);
  return typeof isExcluded === 'string' ? isExcluded : (value) => !isExcluded(value);
};

function exclusionTest(operand: unknown): LeafTest | string {
  if (Array.isArray(operand)) return excludedValues(operand);
  if (typeof operand === 'object' && operand !== null) return excludedTexts(Object.entries(operand));
  if (typeof operand === 'string' || typeof operand === 'number') return (value) => value === operand;
  return 'Value of anything-but must be an array or single string/number value.';
}

function excludedValues(values: unknown[]): LeafTest | string {
  const types = new Set(values.map((value) => typeof value));
  if ([...types].some((type) => type !== 'string' && type !== 'number')) {
    return 'Inside anything but list, start|null|boolean is not supported.';
  }
  const excluded = new Set(values);
  if (types.size === 1) return (value) => excluded.has(value);
  return 'Inside anything but list, either all values are number or string, mixed type is not supported';
}

const textOperators = new Map([
  ['equals-ignore-case', equalsIgnoreCase],
  ['prefix', prefix],
  ['suffix', suffix],
  ['wildcard', wildcard],
]);

function excludedTexts([first, ...more]: [string, unknown][]): LeafTest | string {
  if (!first) return 'Anything-But expression name not found';
  const [name, operand] = first;
  const operator = textOperators.get(name);
  if (!operator) return `Unsupported anything-but pattern: ${name}`;
  if (more.length > 0) return 'Only one key allowed in match expression';
  const tests: LeafTest[] = [];
  for (const text of Array.isArray(operand) ? operand : [operand]) {
    const test = textProblem(name, text) ?? operator(text);
    if (typeof test === 'string') return test;
    tests.push(test);
  }
  return (value) => tests.some((test) => test(value));
}

/** What only `anything-but` refuses. */
function textProblem(name: string, text: unknown): string | undefined {
  if (name === 'wildcard') return undefined;
  const isAffix = name === 'prefix' || name === 'suffix';
  if (typeof text === 'string') return isAffix && text === '' ? 'Null prefix/suffix not allowed' : undefined;
  if (isAffix) return 'prefix/suffix match pattern must be a string';
  return 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.';
}

/** Every operator of the pattern language, by its name in a pattern. */
export const operators: ReadonlyMap<string, PatternOperator> = new Map([
  ...textOperators,
  ['anything-but', anythingBut],
  ['numeric', numeric],
  ['exists', exists],
  ['cidr', cidr],
]);
