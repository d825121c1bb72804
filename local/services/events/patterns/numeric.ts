import type { Leaf, PatternOperator } from './PatternOperator.ts';

type Comparison = (value: number, bound: number) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-numeric-matching */
const LARGEST = 5e9;

/** `["=", 5]`, `["<", 5]` or a range such as `[">", 0, "<=", 5]`. */
export const numeric: PatternOperator = {
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
