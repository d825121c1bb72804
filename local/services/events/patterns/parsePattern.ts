import { AwsError } from '../../../platform/AwsError.ts';
import { operators } from './operators.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html; filters of Lambda and Pipes have the same. */
const LONGEST_PATTERN = 4096;

/** Parses a pattern's JSON text. Throws what `validatePattern` throws. */
export function parsePattern(text: string): Record<string, unknown> {
  if (text.length > LONGEST_PATTERN)
    throw malformed(`Member must have length less than or equal to ${LONGEST_PATTERN}`);
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw malformed('Invalid JSON');
  }
  validatePattern(pattern);
  return pattern;
}

/** A pattern as it was given, and parsed. */
export interface StoredPattern {
  readonly text: string;
  readonly parsed: Readonly<Record<string, unknown>>;
}

/** Throws where the pattern is malformed. */
export const storedPattern = (text: string | undefined): StoredPattern | undefined =>
  text === undefined ? undefined : { text, parsed: parsePattern(text) };

/**
 * Throws `InvalidEventPatternException` where a pattern is malformed, in AWS's words but without the
 * line and column that EventBridge adds.
 */
export function validatePattern(pattern: unknown): asserts pattern is Record<string, unknown> {
  const reason = patternProblem(pattern);
  if (reason) throw malformed(reason);
}

const malformed = (reason: string) =>
  new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);

/** What is wrong with a pattern, in the words of AWS's own Event Ruler; undefined where it is valid. */
export function patternProblem(pattern: unknown): string | undefined {
  return isObject(pattern) ? objectProblem(pattern, false) : 'Filter is not an object';
}

function objectProblem(pattern: object, insideOr: boolean): string | undefined {
  const entries = Object.entries(pattern);
  if (entries.length === 0) return 'Empty objects are not allowed';
  return firstProblem(entries, ([name, expected]) => fieldProblem(name, expected, insideOr));
}

function fieldProblem(name: string, expected: unknown, insideOr: boolean): string | undefined {
  if (name === '$or') return orProblem(expected);
  if (insideOr && (operators.has(name) || /^[<>]?=?$/.test(name))) {
    return `${name} is Ruler reserved fieldName which cannot be used inside $or.`;
  }
  if (Array.isArray(expected)) return matchersProblem(expected);
  return isObject(expected) ? objectProblem(expected, insideOr) : `"${name}" must be an object or an array`;
}

function orProblem(alternatives: unknown): string | undefined {
  if (!Array.isArray(alternatives)) return 'It must be an Array followed with $or.';
  const wrong = firstProblem(alternatives, (alternative) =>
    isObject(alternative)
      ? objectProblem(alternative, true)
      : 'Only JSON object is allowed in array of $or relationship.',
  );
  if (wrong) return wrong;
  return alternatives.length < 2 ? 'There must have at least 2 Objects in $or relationship.' : undefined;
}

function matchersProblem(matchers: unknown[]): string | undefined {
  if (matchers.length === 0) return 'Empty arrays are not allowed';
  return firstProblem(matchers, (matcher) => {
    if (Array.isArray(matcher)) return 'Match value must be String, number, true, false, or null';
    return isObject(matcher) ? expressionProblem(Object.entries(matcher)) : undefined;
  });
}

function expressionProblem([first, ...more]: [string, unknown][]): string | undefined {
  if (!first) return 'Match expression name not found';
  const [name, operand] = first;
  const operator = operators.get(name);
  if (!operator) return `Unrecognized match type ${name}`;
  const test = operator(operand);
  if (typeof test === 'string') return test;
  return more.length > 0 ? 'Only one key allowed in match expression' : undefined;
}

function firstProblem<Item>(
  items: readonly Item[],
  problemIn: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const wrong = problemIn(item);
    if (wrong) return wrong;
  }
  return undefined;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
