import { operators } from './operators.ts';
import { isLeaf, type Leaf } from './PatternOperator.ts';

/**
 * Whether a field matches one of `expected`. `found` are the field's values in the object at hand,
 * `anywhere` its values in every object the path leads to.
 */
export function matchesLeaf(
  expected: readonly unknown[],
  found: readonly unknown[],
  anywhere: () => readonly unknown[],
): boolean {
  const leaves = found.filter(isLeaf);
  return expected.some((matcher) => {
    if (isLeaf(matcher)) return leaves.includes(matcher);
    const [name, operand] = Object.entries(matcher as object)[0]!;
    // `exists` looks at leaves only: an object at the path counts as absent.
    if (name === 'exists') return operand === true ? leaves.length > 0 : !anywhere().some(isLeaf);
    return leaves.some((leaf: Leaf) => operators[name]!.matches(operand, leaf));
  });
}
