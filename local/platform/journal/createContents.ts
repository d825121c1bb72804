import type { Change, Journal } from './Journal.ts';

/** What a journal's changes come to. */
export interface Contents extends Pick<Journal, 'trees' | 'entries' | 'get'> {
  apply(changes: readonly Change[]): void;
  /** The shortest log that comes to the same. */
  changes(): Iterable<Change>;
}

export function createContents(): Contents {
  const trees = new Map<string, Map<string, unknown>>();

  const remove = (name: string, key: string | undefined) => {
    const tree = trees.get(name);
    if (key !== undefined) tree?.delete(key);
    if (key === undefined || tree?.size === 0) trees.delete(name);
  };

  const put = (name: string, key: string, value: unknown) => {
    const tree = trees.get(name) ?? new Map<string, unknown>();
    trees.set(name, tree.set(key, value));
  };

  return {
    trees: () => trees.keys(),
    entries: (tree) => trees.get(tree) ?? [],
    get: (tree, key) => trees.get(tree)?.get(key),
    apply(changes) {
      for (const { tree, key, value } of changes) {
        if (key === undefined || value === undefined) remove(tree, key);
        else put(tree, key, value);
      }
    },
    *changes() {
      for (const [tree, entries] of trees) for (const [key, value] of entries) yield { tree, key, value };
    },
  };
}
