import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import type { GraphqlError } from '../GraphqlRequest.ts';
import { locationsOf } from './createErrors.ts';

/**
 * How many selection sets may be nested, those of fragments included: a dozen functions call each other for each level
 * when fields are validated and completed. Chosen: more than twice what a `QueryDepthLimit` may allow.
 */
const MOST_LEVELS = 200;

/** Returns the error of a document whose selections are nested too deep. Cycles of fragments are left to validation. */
export function depthError(
  { definitions }: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): GraphqlError | undefined {
  const depths = new Map<string, number>();

  /** The levels of a selection set that is at `level` itself; Infinity once they are too many. */
  const depthOf = ({ selections }: SelectionSetNode, level: number): number => {
    if (level > MOST_LEVELS) return Infinity;
    let deepest = 0;
    for (const node of selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD)
        deepest = Math.max(deepest, depthOfFragment(node.name.value, level));
      else if (node.selectionSet) deepest = Math.max(deepest, depthOf(node.selectionSet, level + 1));
    }
    return deepest + 1;
  };

  const depthOfFragment = (name: string, level: number): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    depths.set(name, 0);
    const fragment = fragments.get(name);
    const depth = fragment ? depthOf(fragment.selectionSet, level + 1) : 0;
    depths.set(name, depth);
    return depth;
  };

  for (const node of definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    if (depthOf(node.selectionSet, 1) <= MOST_LEVELS) continue;
    return {
      path: null,
      data: null,
      errorType: 'QueryDepthLimitReached',
      errorInfo: null,
      locations: locationsOf([node]),
      message: `Query depth limit of ${MOST_LEVELS} reached.`,
    };
  }
  return undefined;
}
