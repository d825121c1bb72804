import type { GraphqlError } from '../GraphqlRequest.ts';
import type { ResolverError } from '../runtime/ResolverError.ts';
import type { SelectedField } from './createSelections.ts';
import { filterData } from './filterData.ts';
import { locationsOf } from './locationsOf.ts';
import { pathKeys, type Path } from './Path.ts';

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
