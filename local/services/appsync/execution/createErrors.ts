import { type ASTNode, getLocation, Kind, type SelectionSetNode } from 'graphql';
import type { GraphqlError } from '../GraphqlRequest.ts';
import type { ResolverError } from '../runtime/ResolverError.ts';
import { type Path, pathKeys } from './Path.ts';
import type { SelectedField } from './createSelections.ts';

/** The `errors` of one result, in the order they happened. */
export interface Errors {
  readonly all: readonly GraphqlError[];
  /** A resolver's own error: all six keys. */
  raise(error: ResolverError, field: SelectedField, path: Path): void;
  /** A value did not fit its type. At most one for a path, and none where a resolver's error is. */
  misfit(message: string, path: Path): void;
}

export function createErrors(): Errors {
  const all: GraphqlError[] = [];
  const paths = new Set<string>();
  return {
    all,
    raise(error, field, path) {
      const keys = pathKeys(path);
      paths.add(keys.join('/'));
      all.push({
        path: keys,
        data: filterData(error.data, field),
        errorType: error.errorType,
        errorInfo: error.errorInfo,
        locations: locationsOf(field.nodes.slice(0, 1)),
        message: error.message,
      });
    },
    misfit(message, path) {
      const keys = pathKeys(path);
      const text = keys.join('/');
      if (paths.has(text)) return;
      paths.add(text);
      all.push({ path: keys, locations: null, message });
    },
  };
}

/** `util.error`'s data, restricted to what the field's selection set names. */
function filterData(data: unknown, field: SelectedField): unknown {
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

/** Where nodes are written, as AppSync's errors say it. */
export const locationsOf = (nodes: readonly ASTNode[]): NonNullable<GraphqlError['locations']> =>
  nodes.flatMap(({ loc }) => {
    if (!loc) return [];
    const { line, column } = getLocation(loc.source, loc.start);
    return [{ line, column, sourceName: null }];
  });
