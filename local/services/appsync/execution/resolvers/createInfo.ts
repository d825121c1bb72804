import { Kind, print, type SelectionSetNode } from 'graphql';
import type { Selections } from '../createSelections.ts';
import type { FieldExecution } from './FieldExecution.ts';

/**
 * `ctx.info`. What is selected is worked out only when asked for, and `JSON.stringify` leaves it out,
 * as on AWS.
 */
export function createInfo({ run, type, field }: FieldExecution) {
  const sets = field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const info = { fieldName: field.name, parentTypeName: type.name, variables: run.request.variables ?? {} };
  return Object.defineProperties(info, {
    selectionSetList: { get: () => [...new Set(sets.flatMap((set) => paths(run.selections, set, '')))] },
    selectionSetGraphQL: {
      get: () =>
        sets.length === 0
          ? ''
          : print({ kind: Kind.SELECTION_SET, selections: sets.flatMap(({ selections }) => selections) }),
    },
  }) as typeof info & { readonly selectionSetList: readonly string[]; readonly selectionSetGraphQL: string };
}

/** Each selected field's path, aliases in place of names and fragments flattened. */
function paths(selections: Selections, { selections: nodes }: SelectionSetNode, prefix: string): string[] {
  return nodes.filter(selections.includes).flatMap((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return paths(selections, node.selectionSet, prefix);
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      return paths(selections, selections.fragments.get(node.name.value)!.selectionSet, prefix);
    }
    const path = prefix + (node.alias ?? node.name).value;
    return [path, ...(node.selectionSet ? paths(selections, node.selectionSet, `${path}/`) : [])];
  });
}
