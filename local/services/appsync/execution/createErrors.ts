import { type ASTNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import type { GraphqlError } from '../GraphqlRequest.ts';
import type { ResolverError } from '../runtime/ResolverError.ts';
import { type Budget, sizeOf, spend } from './createBudget.ts';
import { type Path, pathKeys, pathSize, setMember } from './Path.ts';

/** The `errors` of one result, in the order in which they happened. */
export interface Errors {
  readonly all: readonly GraphqlError[];
  /** Adds a resolver's own error, which has all six keys. `nodes` select the field at `path`. */
  addResolverError(error: ResolverError, nodes: readonly FieldNode[], path: Path): void;
  /** Adds that a value did not fit its type: at most once for a path, and not where a resolver's error is. */
  addCompletionError(message: () => string, path: Path): void;
}

/** What an error has beside its path and its message. */
const CHARACTERS_OF_AN_ERROR = 60;

/** Errors are a part of the answer: what they contain is spent before it is copied. */
export function createErrors(budget: Budget): Errors {
  const all: GraphqlError[] = [];
  const paths = new Set<string>();
  return {
    all,
    addResolverError(error, nodes, path) {
      const size = CHARACTERS_OF_AN_ERROR + 2 * pathSize(path) + error.message.length;
      if (!spend(budget, 1, size + sizeOf(error.errorInfo, Infinity))) return;
      const keys = pathKeys(path);
      paths.add(keys.join('/'));
      const data = filterErrorData(error.data, nodes, budget);
      if (!spend(budget, 1, sizeOf(data, Infinity))) return;
      all.push({
        path: keys,
        data,
        errorType: error.errorType,
        errorInfo: error.errorInfo,
        locations: locationsOf(nodes.slice(0, 1)),
        message: error.message,
      });
    },
    addCompletionError(message, path) {
      // The message contains the path as well.
      if (!spend(budget, 1, CHARACTERS_OF_AN_ERROR + 2 * pathSize(path))) return;
      const keys = pathKeys(path);
      const text = keys.join('/');
      if (paths.has(text)) return;
      paths.add(text);
      const words = message();
      if (spend(budget, 1, words.length)) all.push({ path: keys, locations: null, message: words });
    },
  };
}

/** Restricts the data of `util.error` to what the field's selection set names. */
function filterErrorData(data: unknown, nodes: readonly FieldNode[], budget: Budget): unknown {
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return sets.length === 0 ? data : restrict(data, sets, budget);
}

function restrict(data: unknown, sets: readonly SelectionSetNode[], budget: Budget): unknown {
  if (Array.isArray(data)) return data.map((item) => restrict(item, sets, budget));
  if (typeof data !== 'object' || data === null) return data;
  const members = new Map<string, unknown>(Object.entries(data));
  const kept: Record<string, unknown> = {};
  for (const set of sets) restrictTo(kept, members, set, budget);
  return kept;
}

function restrictTo(
  kept: Record<string, unknown>,
  data: ReadonlyMap<string, unknown>,
  { selections }: SelectionSetNode,
  budget: Budget,
): void {
  for (const node of selections) {
    if (!spend(budget, 1)) return;
    if (node.kind === Kind.INLINE_FRAGMENT) restrictTo(kept, data, node.selectionSet, budget);
    if (node.kind !== Kind.FIELD || !data.has(node.name.value)) continue;
    const value = data.get(node.name.value);
    const restricted = node.selectionSet ? restrict(value, [node.selectionSet], budget) : value;
    setMember(kept, (node.alias ?? node.name).value, restricted);
  }
}

/** Where nodes stand in the document, in the form of AppSync's errors. */
export const locationsOf = (nodes: readonly ASTNode[]): NonNullable<GraphqlError['locations']> =>
  nodes.flatMap(({ loc }) =>
    loc ? [{ line: loc.startToken.line, column: loc.startToken.column, sourceName: null }] : [],
  );
