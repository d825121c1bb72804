import { matchesLeaf } from './patterns/matchesLeaf.ts';

/**
 * Whether an event matches an EventBridge pattern. Shared by rules, pipes and event source mappings.
 * The pattern is trusted: `validatePattern` refuses a malformed one where it enters the cloud.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  return matchesAny(pattern as Pattern, elementsOf(event));
}

type Pattern = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * In an array of objects one and the same element has to match the whole pattern, and a field is
 * absent only where every element lacks it ("array consistency"):
 * https://github.com/aws/event-ruler#and-and-or-relationship-among-fields-with-ruler
 */
function matchesAny(pattern: Pattern, elements: readonly unknown[]): boolean {
  const candidates = elements.filter(isFields);
  // A missing object still matches where the pattern asks for its fields' absence.
  if (candidates.length === 0) return matchesFields(pattern, {}, []);
  return candidates.some((candidate) => matchesFields(pattern, candidate, candidates));
}

function matchesFields(pattern: Pattern, fields: Fields, siblings: readonly Fields[]): boolean {
  return Object.entries(pattern).every(([name, expected]) => {
    if (name === '$or') {
      return (expected as Pattern[]).some((alternative) => matchesFields(alternative, fields, siblings));
    }
    const found = elementsOf(fields[name]);
    if (!Array.isArray(expected)) return matchesAny(expected as Pattern, found);
    return matchesLeaf(expected, found, () => siblings.flatMap((sibling) => elementsOf(sibling[name])));
  });
}

/** An array stands for each of its elements, however deep; an empty one for nothing. */
function elementsOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.flatMap(elementsOf) : [value];
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
