import { operators } from './operators.ts';
import { isLeaf, type Leaf } from './textOperators.ts';

/**
 * Whether an event matches an EventBridge pattern. Shared by rules, pipes and event source mappings.
 * The pattern is trusted: `validatePattern` refuses a malformed one where it enters the cloud.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  let matches = compiled.get(pattern);
  if (!matches) compiled.set(pattern, (matches = elementsMatcher(pattern)));
  return matches(elementsOf(event));
}

/** A pattern meets many events, so it is taken apart once. */
const compiled = new WeakMap<Pattern, ElementsMatcher>();

type Pattern = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, unknown>>;
type ElementsMatcher = (elements: readonly unknown[]) => boolean;
type FieldsMatcher = (fields: Fields, siblings: readonly Fields[]) => boolean;

/**
 * In an array of objects one and the same element has to match the whole pattern, and a field is
 * absent only where every element lacks it ("array consistency"):
 * https://github.com/aws/event-ruler#and-and-or-relationship-among-fields-with-ruler
 */
function elementsMatcher(pattern: Pattern): ElementsMatcher {
  const matches = fieldsMatcher(pattern);
  return (elements) => {
    const candidates = elements.filter(isFields);
    // A missing object still matches where the pattern asks for its fields' absence.
    if (candidates.length === 0) return matches({}, []);
    return candidates.some((candidate) => matches(candidate, candidates));
  };
}

function fieldsMatcher(pattern: Pattern): FieldsMatcher {
  const matchers = Object.entries(pattern).map(([name, expected]) => fieldMatcher(name, expected));
  return (fields, siblings) => matchers.every((matches) => matches(fields, siblings));
}

function fieldMatcher(name: string, expected: unknown): FieldsMatcher {
  if (name === '$or') {
    const alternatives = (expected as Pattern[]).map(fieldsMatcher);
    return (fields, siblings) => alternatives.some((matches) => matches(fields, siblings));
  }
  if (Array.isArray(expected)) {
    const matches = leafMatcher(expected);
    return (fields, siblings) =>
      matches(elementsOf(fields[name]), () => siblings.flatMap((sibling) => elementsOf(sibling[name])));
  }
  const matches = elementsMatcher(expected as Pattern);
  return (fields) => matches(elementsOf(fields[name]));
}

/** An array stands for each of its elements, however deep; an empty one for nothing. */
function elementsOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.flatMap(elementsOf) : [value];
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/**
 * Whether a field matches: `found` are its values in the object at hand, `anywhere` its values in every
 * object the path leads to.
 */
export type LeafMatcher = (found: readonly unknown[], anywhere: () => readonly unknown[]) => boolean;

/** Matches a field that matches one of `expected`. */
function leafMatcher(expected: readonly unknown[]): LeafMatcher {
  const matchers = expected.map(matcherOf);
  return (found, anywhere) => {
    const leaves = found.filter(isLeaf);
    return matchers.some((matches) => matches(leaves, anywhere));
  };
}

function matcherOf(
  expected: unknown,
): (leaves: readonly Leaf[], anywhere: () => readonly unknown[]) => boolean {
  if (isLeaf(expected)) return (leaves) => leaves.includes(expected);
  const [name, operand] = Object.entries(expected as object)[0]!;
  // `exists` looks at leaves only: an object at the path counts as absent.
  if (name === 'exists')
    return (leaves, anywhere) => (operand === true ? leaves.length > 0 : !anywhere().some(isLeaf));
  const operator = operators[name]!;
  return (leaves) => leaves.some((leaf) => operator.matches(operand, leaf));
}
