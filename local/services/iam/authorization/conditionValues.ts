import type { CallerPolicies, ConditionContext, ConditionValue } from './Access.ts';

/**
 * What the conditions of some policies read. Requests that agree in this are decided alike, so one decision serves
 * them all, however many different orders they are about.
 */
export interface ConditionReader {
  /** The values that the policies' conditions read. */
  read(caller: ConditionContext, request?: ConditionContext): Readonly<Record<string, ConditionValue>>;
  /** A text that is equal for requests between whose values the policies make no difference. */
  classify(caller: ConditionContext, request?: ConditionContext): string;
}

/** @param action whose requests it reads for, such as `dynamodb:PutItem`: what is said of others decides nothing */
export function createConditionReader(
  { identity, boundary }: Pick<CallerPolicies, 'identity' | 'boundary'>,
  resourcePolicy: string | undefined,
  action: string,
): ConditionReader {
  const documents: unknown[] = [...identity, ...(boundary ? [boundary] : [])].map(({ document }) => document);
  if (resourcePolicy) documents.push(JSON.parse(resourcePolicy));
  const statements = documents.flatMap(statementsOf).filter((statement) => isAbout(action, statement));
  const comparisons = new Map<string, Comparison[]>();
  for (const statement of statements) collectComparisons(statement, comparisons);
  const variables = [...JSON.stringify(statements).matchAll(/\$\{([^}]+)\}/g)].map(([, name = '']) =>
    lowerCased(name),
  );
  // A variable stands for the value itself, so values count as they are.
  for (const name of variables) comparisons.set(name, [UNKNOWN]);
  const classifiers = [...comparisons].map(([name, found]) => ({ name, classOf: createClassifier(found) }));

  return {
    read(caller, request) {
      const values: Record<string, ConditionValue> = {};
      for (const { name } of classifiers) {
        const value = (request?.[name] ?? caller[name])?.();
        if (value !== undefined) values[name] = value;
      }
      return values;
    },
    classify(caller, request) {
      let text = '';
      for (const { name, classOf } of classifiers) {
        const value = (request?.[name] ?? caller[name])?.();
        // A line for each, in their order; an empty one for what is not there.
        text += value === undefined ? '\n' : `${classOf(value)}\n`;
      }
      return text;
    },
  };
}

/** A variable may have a default: `${aws:username, 'nobody'}`. */
const lowerCased = (name: string) => (name.split(',')[0] ?? name).trim().toLowerCase();

/** How a condition compares a value, and with what. */
interface Comparison {
  /** Undefined where nothing but the value itself says how it compares. */
  readonly matches: ((value: string) => boolean) | undefined;
}

const UNKNOWN: Comparison = { matches: undefined };

function collectComparisons({ Condition = {} }: Statement, found: Map<string, Comparison[]>): void {
  for (const [operator, byKey] of Object.entries(Condition))
    for (const [key, wanted] of Object.entries(byKey)) {
      const name = key.toLowerCase();
      const known = found.get(name) ?? [];
      found.set(name, [...known, ...[wanted].flat().map((each) => comparisonOf(operator, String(each)))]);
    }
}

interface Statement {
  readonly Action?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function statementsOf(document: unknown): readonly Statement[] {
  // What is no policy is refused by the simulator.
  const { Statement: statements = [] } = document as {
    readonly Statement?: Statement | readonly Statement[];
  };
  return [statements].flat();
}

/** Whether a statement may decide requests for an action: the names of actions are patterns, whatever their case. */
const isAbout = (action: string, { Action }: Statement) =>
  Action === undefined ||
  [Action].flat().some((pattern) => matchesWildcards(String(pattern).toLowerCase(), action.toLowerCase()));

/**
 * Strings are compared by operators that a value passes or not, whichever value it is. Whether a key is there (`Null`,
 * `IfExists`) and how many values there are is part of the class anyway.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function comparisonOf(operator: string, wanted: string): Comparison {
  const [, name = ''] = /^(?:for(?:all|any)values?:)?([a-z]+?)(?:ifexists)?$/i.exec(operator) ?? [];
  if (wanted.includes('${')) return UNKNOWN;
  switch (name.toLowerCase()) {
    case 'null':
      return { matches: () => true };
    case 'stringequals':
    case 'stringnotequals':
      return { matches: (value) => value === wanted };
    case 'stringlike':
    case 'stringnotlike':
      return { matches: createWildcardTest(wanted) };
    default:
      return UNKNOWN;
  }
}

/** Most patterns are a prefix and `*`, and every key of a request is held to a dozen of them. */
function createWildcardTest(pattern: string): (value: string) => boolean {
  const prefix = pattern.slice(0, -1);
  return pattern.endsWith('*') && !/[*?]/.test(prefix)
    ? (value) => value.startsWith(prefix)
    : (value) => matchesWildcards(pattern, value);
}

const LINE_BREAK = /[\n\r\u2028\u2029]/;

type Classifier = (value: ConditionValue) => string;

function createClassifier(comparisons: readonly Comparison[]): Classifier {
  const tests = comparisons.flatMap(({ matches }) => (matches ? [matches] : []));
  const isExact = tests.length < comparisons.length;
  // The simulator's wildcards stand for no line break, so such a value is a class of its own.
  const classOf = (value: string) =>
    isExact || LINE_BREAK.test(value) ? JSON.stringify(value) : passedOf(tests, value);
  return (value) => {
    if (typeof value === 'string') return classOf(value);
    // One key is what most requests have.
    const [only, ...others] = value;
    if (only !== undefined && others.length === 0) return `[${classOf(only)}]`;
    return `[${[...new Set(value.map(classOf))].sort().join()}]`;
  };
}

/** Which tests a value passes, as a number of a bit each: a text, put together bit by bit, takes several times as long. */
function passedOf(tests: readonly ((value: string) => boolean)[], value: string): string {
  if (tests.length > MOST_BITS) return tests.map((matches) => (matches(value) ? '1' : '0')).join('');
  let passed = 0;
  for (const matches of tests) passed = passed * 2 + (matches(value) ? 1 : 0);
  return String(passed);
}

/** Of a whole number that a JavaScript number has exactly. */
const MOST_BITS = 53;

/** Whether a text matches a pattern, in which `*` stands for any text and `?` for one character. */
export function matchesWildcards(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  let next = 0;
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next++;
      resumeAt = at;
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}
