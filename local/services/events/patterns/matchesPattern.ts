import { invariant } from '../../../platform/errors.ts';
import { operators } from './operators.ts';
import { isLeaf, type Leaf } from './textOperators.ts';

/**
 * Whether an event matches an EventBridge pattern. Rules, archives, pipes and event source mappings share it.
 * The pattern is trusted, because `validatePattern` refuses a malformed one where it enters the cloud.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  let matches = compiled.get(pattern);
  if (!matches) compiled.set(pattern, (matches = elementsMatcher(pattern)));
  return matches(elementsOf(event));
}

/** A pattern meets many events, so it is compiled once. */
const compiled = new WeakMap<Pattern, ElementsMatcher>();

type Pattern = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, unknown>>;
type ElementsMatcher = (elements: readonly unknown[]) => boolean;
type FieldsMatcher = (fields: Fields, siblings: readonly Fields[]) => boolean;

/**
 * In an array of objects a single element has to match the whole pattern, and a field is absent only
 * where every element lacks it ("array consistency"):
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
  if (Array.isArray(expected)) return name === '$or' ? orMatcher(expected) : valuesMatcher(name, expected);
  invariant(isFields(expected), `validatePattern let the field ${name} pass`);
  const matches = elementsMatcher(expected);
  return (fields) => matches(elementsOf(fields[name]));
}

function orMatcher(patterns: readonly unknown[]): FieldsMatcher {
  const alternatives = patterns.filter(isFields).map(fieldsMatcher);
  return (fields, siblings) => alternatives.some((matches) => matches(fields, siblings));
}

function valuesMatcher(name: string, expected: readonly unknown[]): FieldsMatcher {
  const matches = leafMatcher(expected);
  return (fields, siblings) =>
    matches(elementsOf(fields[name]), () => siblings.flatMap((sibling) => elementsOf(sibling[name])));
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
type LeafMatcher = (found: readonly unknown[], anywhere: () => readonly unknown[]) => boolean;

/** Matches a field that matches one of `expected`. */
function leafMatcher(expected: readonly unknown[]): LeafMatcher {
  const matchers = expected.map(expectedMatcher);
  return (found, anywhere) => {
    const leaves = found.filter(isLeaf);
    return matchers.some((matches) => matches(leaves, anywhere));
  };
}

function expectedMatcher(
  expected: unknown,
): (leaves: readonly Leaf[], anywhere: () => readonly unknown[]) => boolean {
  if (isLeaf(expected)) return (leaves) => leaves.includes(expected);
  invariant(isFields(expected), 'A pattern expects a value or an operator');
  const [[name, operand] = ['']] = Object.entries(expected);
  // `exists` looks at leaves only: an object at the path counts as absent.
  if (name === 'exists')
    return (leaves, anywhere) => (operand === true ? leaves.length > 0 : !anywhere().some(isLeaf));
  const test = operators.get(name)?.(operand);
  invariant(typeof test === 'function', `validatePattern let the operator ${name} pass`);
  return (leaves) => leaves.some(test);
}
