import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { GraphqlError } from '../GraphqlRequest.ts';
import { locationsOf } from './createErrors.ts';

/**
 * How many selection sets may be nested, those of fragments included: a dozen functions call each other for each level
 * when fields are validated and completed. Chosen: more than twice what a `QueryDepthLimit` may allow.
 */
const MOST_LEVELS = 200;

/** What has to be known of a document before its selections can be followed by recursion. */
export interface SelectionDepth {
  /** Set if they are nested too deep. */
  readonly error?: GraphqlError;
  /** Whether a fragment spreads itself, by way of others or not. */
  readonly isCyclic: boolean;
}

export function selectionDepth(
  { definitions }: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionDepth {
  const depths = new Map<string, number>();
  const entered = new Set<string>();
  let isCyclic = false;

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
    isCyclic ||= entered.has(name);
    if (isCyclic) return 0;
    entered.add(name);
    const fragment = fragments.get(name);
    const depth = fragment ? depthOf(fragment.selectionSet, level + 1) : 0;
    depths.set(name, depth);
    return depth;
  };

  for (const node of definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const depth =
      node.kind === Kind.FRAGMENT_DEFINITION
        ? depthOfFragment(node.name.value, 0)
        : depthOf(node.selectionSet, 1);
    if (depth > MOST_LEVELS) return { error: depthError(node), isCyclic };
  }
  return { isCyclic };
}

const depthError = (node: DefinitionNode): GraphqlError => ({
  path: null,
  data: null,
  errorType: 'QueryDepthLimitReached',
  errorInfo: null,
  locations: locationsOf([node]),
  message: `Query depth limit of ${MOST_LEVELS} reached.`,
});
