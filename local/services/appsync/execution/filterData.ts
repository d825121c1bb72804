import { Kind, type SelectionSetNode } from 'graphql';
import type { SelectedField } from './createSelections.ts';

/** `util.error`'s data, restricted to what the field's selection set names. */
export function filterData(data: unknown, field: SelectedField): unknown {
  const sets = field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return sets.length === 0 ? data : restrict(data, sets);
}

function restrict(data: unknown, sets: readonly SelectionSetNode[]): unknown {
  if (Array.isArray(data)) return data.map((item) => restrict(item, sets));
  if (typeof data !== 'object' || data === null) return data;
  const members = data as Readonly<Record<string, unknown>>;
  return Object.assign({}, ...sets.map((set) => restrictTo(members, set)));
}

function restrictTo(data: Readonly<Record<string, unknown>>, { selections }: SelectionSetNode): object {
  const kept: Record<string, unknown> = {};
  for (const node of selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) Object.assign(kept, restrictTo(data, node.selectionSet));
    if (node.kind !== Kind.FIELD || !(node.name.value in data)) continue;
    const value = data[node.name.value];
    kept[(node.alias ?? node.name).value] = node.selectionSet ? restrict(value, [node.selectionSet]) : value;
  }
  return kept;
}
