/**
 * Keeps data between starts: a log of changes to named trees of values, in one order for the whole cloud. Everything
 * that services append in one turn of the event loop is kept or lost together, so a restart always finds a state that
 * existed.
 */
export interface Journal {
  /** Returns the names of the trees that are not empty. */
  trees(): Iterable<string>;
  /** Returns the values of a tree by key, in the order in which the keys were added. The caller knows their type. */
  entries<Value = unknown>(tree: string): Iterable<readonly [key: string, value: Value]>;
  get<Value = unknown>(tree: string, key: string): Value | undefined;
  /** Values are JSON and never change afterwards. */
  append(changes: readonly Change[]): void;
  /**
   * Resolves once all earlier changes are in the file. Whatever answers a client awaits it first. Rejects from the
   * first failed write on.
   */
  written(): Promise<void>;
  /** Writes what is pending and unlocks the folder. */
  close(): void;
}

/** Sets `key` to `value`. Without a value it deletes the key, and without a key the tree. */
export interface Change {
  readonly tree: string;
  readonly key?: string;
  readonly value?: unknown;
}

/** Keeps nothing: all data is lost when the process ends. */
export const noJournal: Journal = {
  trees: () => [],
  entries: () => [],
  get: () => undefined,
  append: () => undefined,
  written: async () => undefined,
  close: () => undefined,
};

/** The state after all changes of a journal. */
export interface Contents extends Pick<Journal, 'trees' | 'entries' | 'get'> {
  apply(changes: readonly Change[]): void;
  /** The shortest log that leads to the same state. */
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
    // Values have the type that the caller appended.
    entries: <Value>(tree: string) => (trees.get(tree) ?? new Map()) as ReadonlyMap<string, Value>,
    get: <Value>(tree: string, key: string) => trees.get(tree)?.get(key) as Value | undefined, // likewise
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
