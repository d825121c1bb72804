import { type ASTNode, type FieldNode, getLocation, Kind, type SelectionSetNode } from 'graphql';
import type { GraphqlError } from '../GraphqlRequest.ts';
import type { ResolverError } from '../runtime/ResolverError.ts';
import { type Path, pathKeys } from './Path.ts';

/** The `errors` of one result, in the order in which they happened. */
export interface Errors {
  readonly all: readonly GraphqlError[];
  /** Adds a resolver's own error, which has all six keys. `nodes` select the field at `path`. */
  addResolverError(error: ResolverError, nodes: readonly FieldNode[], path: Path): void;
  /** Adds that a value did not fit its type: at most once for a path, and not where a resolver's error is. */
  addCompletionError(message: string, path: Path): void;
}

export function createErrors(): Errors {
  const all: GraphqlError[] = [];
  const paths = new Set<string>();
  return {
    all,
    addResolverError(error, nodes, path) {
      const keys = pathKeys(path);
      paths.add(keys.join('/'));
      all.push({
        path: keys,
        data: filterErrorData(error.data, nodes),
        errorType: error.errorType,
        errorInfo: error.errorInfo,
        locations: locationsOf(nodes.slice(0, 1)),
        message: error.message,
      });
    },
    addCompletionError(message, path) {
      const keys = pathKeys(path);
      const text = keys.join('/');
      if (paths.has(text)) return;
      paths.add(text);
      all.push({ path: keys, locations: null, message });
    },
  };
}

/** Restricts the data of `util.error` to what the field's selection set names. */
function filterErrorData(data: unknown, nodes: readonly FieldNode[]): unknown {
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return sets.length === 0 ? data : restrict(data, sets);
}

function restrict(data: unknown, sets: readonly SelectionSetNode[]): unknown {
  if (Array.isArray(data)) return data.map((item) => restrict(item, sets));
  if (typeof data !== 'object' || data === null) return data;
  const members = new Map<string, unknown>(Object.entries(data));
  return Object.fromEntries(sets.flatMap((set) => Object.entries(restrictTo(members, set))));
}

function restrictTo(data: ReadonlyMap<string, unknown>, { selections }: SelectionSetNode): object {
  const kept: Record<string, unknown> = {};
  for (const node of selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) Object.assign(kept, restrictTo(data, node.selectionSet));
    if (node.kind !== Kind.FIELD || !data.has(node.name.value)) continue;
    const value = data.get(node.name.value);
    kept[(node.alias ?? node.name).value] = node.selectionSet ? restrict(value, [node.selectionSet]) : value;
  }
  return kept;
}

/** Where nodes stand in the document, in the form of AppSync's errors. */
export const locationsOf = (nodes: readonly ASTNode[]): NonNullable<GraphqlError['locations']> =>
  nodes.flatMap(({ loc }) => {
    if (!loc) return [];
    const { line, column } = getLocation(loc.source, loc.start);
    return [{ line, column, sourceName: null }];
  });
