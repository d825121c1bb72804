import { AwsError } from '../../../platform/AwsError.ts';
import { operators } from './operators.ts';

/** A pattern from its JSON text, refused as `validatePattern` refuses. */
export function parsePattern(text: string): Record<string, unknown> {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw new AwsError('InvalidEventPatternException', 'Event pattern is not valid. Reason: Invalid JSON');
  }
  validatePattern(pattern);
  return pattern as Record<string, unknown>;
}

/** A pattern as it was given, and parsed; refused where it is malformed. */
export const patternOf = (text: string | undefined) =>
  text === undefined ? undefined : { text, parsed: parsePattern(text) };

/**
 * Refuses a malformed pattern with `InvalidEventPatternException`, worded as by AWS without the
 * line and column that EventBridge adds.
 */
export function validatePattern(pattern: unknown): void {
  const reason = patternComplaint(pattern);
  if (reason)
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}

/** What is wrong with a pattern, in the words of AWS's own Event Ruler; undefined where it is sound. */
function patternComplaint(pattern: unknown): string | undefined {
  return isObject(pattern) ? objectComplaint(pattern, false) : 'Filter is not an object';
}

function objectComplaint(pattern: object, insideOr: boolean): string | undefined {
  const entries = Object.entries(pattern);
  if (entries.length === 0) return 'Empty objects are not allowed';
  return firstOf(entries, ([name, expected]) => fieldComplaint(name, expected, insideOr));
}

function fieldComplaint(name: string, expected: unknown, insideOr: boolean): string | undefined {
  if (name === '$or') return orComplaint(expected);
  if (insideOr && (name in operators || /^[<>]?=?$/.test(name))) {
    return `${name} is Ruler reserved fieldName which cannot be used inside $or.`;
  }
  if (Array.isArray(expected)) return listComplaint(expected);
  return isObject(expected) ? objectComplaint(expected, insideOr) : `"${name}" must be an object or an array`;
}

function orComplaint(alternatives: unknown): string | undefined {
  if (!Array.isArray(alternatives)) return 'It must be an Array followed with $or.';
  const wrong = firstOf(alternatives, (alternative) =>
    isObject(alternative)
      ? objectComplaint(alternative, true)
      : 'Only JSON object is allowed in array of $or relationship.',
  );
  if (wrong) return wrong;
  return alternatives.length < 2 ? 'There must have at least 2 Objects in $or relationship.' : undefined;
}

function listComplaint(matchers: unknown[]): string | undefined {
  if (matchers.length === 0) return 'Empty arrays are not allowed';
  return firstOf(matchers, (matcher) => {
    if (Array.isArray(matcher)) return 'Match value must be String, number, true, false, or null';
    return isObject(matcher) ? expressionComplaint(Object.entries(matcher)) : undefined;
  });
}

function expressionComplaint([first, ...more]: [string, unknown][]): string | undefined {
  if (!first) return 'Match expression name not found';
  const [name, operand] = first;
  if (!Object.hasOwn(operators, name)) return `Unrecognized match type ${name}`;
  const wrong = operators[name]!.complaint(operand);
  if (wrong) return wrong;
  return more.length > 0 ? 'Only one key allowed in match expression' : undefined;
}

function firstOf<Item>(
  items: readonly Item[],
  complaint: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const wrong = complaint(item);
    if (wrong) return wrong;
  }
  return undefined;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
