import { invariant } from '../../../platform/errors.ts';
import { operators } from './operators.ts';
import { isLeaf, type Leaf } from './textOperators.ts';

/**
 * Whether an event matches an EventBridge pattern. Rules, archives, pipes and event source mappings share it.
 * The pattern is trusted, because `validatePattern` refuses a malformed one where it enters the cloud.
 * A pattern whose tests of one event are more than two millions, such as hundreds of prefixes and an array of thousands
 * of texts, does not match it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  let matches = compiled.get(pattern);
  if (!matches) compiled.set(pattern, (matches = valueMatcher(pattern)));
  testsLeft = MOST_TESTS;
  try {
    return matches(event);
  } catch (thrown) {
    if (thrown === tooManyTests) return false;
    throw thrown;
  }
}

/** Chosen. An object of an array counts as several, because all fields of the pattern look into it. */
const MOST_TESTS = 2_000_000;
const TESTS_AN_OBJECT = 8;

let testsLeft = 0;
const tooManyTests = Symbol('too many tests');

function countTests(tests: number): void {
  testsLeft -= tests;
  if (testsLeft < 0) leave(tooManyTests);
}

/** Throws what is no error that anybody sees: a stack would cost time. */
function leave(reason: unknown): never {
  throw reason;
}

/** A pattern meets many events, so it is compiled once. */
const compiled = new WeakMap<Pattern, ValueMatcher>();

type Pattern = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, unknown>>;
type ValueMatcher = (value: unknown) => boolean;
type FieldsMatcher = (fields: Fields, siblings: Siblings | undefined) => boolean;

/** The objects that a path leads to, where it may lead to several. */
interface Siblings {
  /** The values of a field in all of them. */
  valuesOf(name: string): readonly unknown[];
}

/** Each field is gathered once, because every one of the objects may ask for it. */
function createSiblings(all: readonly Fields[]): Siblings {
  const gathered = new Map<string, readonly unknown[]>();
  return {
    valuesOf(name) {
      const known = gathered.get(name) ?? all.flatMap((fields) => elementsOf(ownMember(fields, name)));
      gathered.set(name, known);
      return known;
    },
  };
}

/**
 * In an array of objects a single element has to match the whole pattern, and a field is absent only
 * where every element lacks it ("array consistency"):
 * https://github.com/aws/event-ruler#and-and-or-relationship-among-fields-with-ruler
 */
function valueMatcher(pattern: Pattern): ValueMatcher {
  const matches = fieldsMatcher(pattern);
  return (value) => {
    // Most events have no arrays of objects, and every rule looks at every event: nothing is allocated for those.
    if (isFields(value) && !Array.isArray(value)) {
      countTests(TESTS_AN_OBJECT);
      return matches(value, undefined);
    }
    const candidates = elementsOf(value).filter(isFields);
    countTests(candidates.length * TESTS_AN_OBJECT);
    // A missing object still matches where the pattern asks for its fields' absence.
    if (candidates.length === 0) return matches({}, undefined);
    const siblings = createSiblings(candidates);
    return candidates.some((candidate) => matches(candidate, siblings));
  };
}

function fieldsMatcher(pattern: Pattern): FieldsMatcher {
  const matchers = Object.entries(pattern).map(([name, expected]) => fieldMatcher(name, expected));
  return (fields, siblings) => {
    for (const matches of matchers) if (!matches(fields, siblings)) return false;
    return true;
  };
}

function fieldMatcher(name: string, expected: unknown): FieldsMatcher {
  if (Array.isArray(expected)) return name === '$or' ? orMatcher(expected) : valuesMatcher(name, expected);
  invariant(isFields(expected), `validatePattern let the field ${name} pass`);
  const matches = valueMatcher(expected);
  return (fields) => matches(ownMember(fields, name));
}

function orMatcher(patterns: readonly unknown[]): FieldsMatcher {
  const alternatives = patterns.filter(isFields).map(fieldsMatcher);
  return (fields, siblings) => alternatives.some((matches) => matches(fields, siblings));
}

/** Matches a field that matches one of `expected`. Plain values are looked up: both lists can be long. */
function valuesMatcher(name: string, expected: readonly unknown[]): FieldsMatcher {
  const values = new Set(expected.filter(isLeaf));
  const matchers = expected.filter((one) => !isLeaf(one)).map(expectedMatcher);
  return (fields, siblings) => {
    const value = ownMember(fields, name);
    if (matchers.length === 0 && isLeaf(value)) {
      countTests(1);
      return values.has(value);
    }
    const found = elementsOf(value);
    const leaves = found.filter(isLeaf);
    countTests(leaves.length * (matchers.length + 1));
    const anywhere = () => siblings?.valuesOf(name) ?? found;
    return leaves.some((leaf) => values.has(leaf)) || matchers.some((matches) => matches(leaves, anywhere));
  };
}

/** An array stands for each of its elements, however deep; an empty one for nothing. */
function elementsOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? flattened(value) : [value];
}

/** Keeps no stack, so an event can be nested as deep as it likes. */
function flattened(list: unknown[]): unknown[] {
  if (!list.some(Array.isArray)) return list;
  const elements: unknown[] = [];
  const rest = list.toReversed();
  while (rest.length > 0) {
    const next = rest.pop();
    if (Array.isArray(next)) for (let at = next.length - 1; at >= 0; at--) rest.push(next[at]);
    else elements.push(next);
  }
  return elements;
}

const ownMember = (fields: Fields, name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Whether one of a field's values matches: `leaves` in the object at hand, `anywhere` in every object the path leads to. */
function expectedMatcher(
  expected: unknown,
): (leaves: readonly Leaf[], anywhere: () => readonly unknown[]) => boolean {
  invariant(isFields(expected), 'A pattern expects a value or an operator');
  const [[name, operand] = ['']] = Object.entries(expected);
  // `exists` looks at leaves only: an object at the path counts as absent.
  if (name === 'exists')
    return (leaves, anywhere) => (operand === true ? leaves.length > 0 : !anywhere().some(isLeaf));
  const test = operators.get(name)?.(operand);
  invariant(typeof test === 'function', `validatePattern let the operator ${name} pass`);
  return (leaves) => leaves.some(test);
}
