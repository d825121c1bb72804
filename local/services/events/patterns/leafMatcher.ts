import { operators } from './operators.ts';
import { isLeaf, type Leaf } from './PatternOperator.ts';

/**
 * Whether a field matches: `found` are its values in the object at hand, `anywhere` its values in every
 * object the path leads to.
 */
export type LeafMatcher = (found: readonly unknown[], anywhere: () => readonly unknown[]) => boolean;

/** Matches a field that matches one of `expected`. */
export function leafMatcher(expected: readonly unknown[]): LeafMatcher {
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
