/**
 * What outlives the process: a log of changes to named trees of values, in one order for the whole
 * cloud. Everything that services append in one turn of the event loop is kept or lost together, so
 * what a restart finds is always a moment that was.
 */
export interface Journal {
  /** Names of trees that hold something. */
  trees(): Iterable<string>;
  /** What a tree holds, by key, in the order the keys came. The caller knows what `Value` it appended there. */
  entries<Value = unknown>(tree: string): Iterable<readonly [key: string, value: Value]>;
  get<Value = unknown>(tree: string, key: string): Value | undefined;
  /** Values are JSON and never change afterwards. */
  append(changes: readonly Change[]): void;
  /**
   * Resolves once all that was appended before is in the file: to be awaited by whatever tells the
   * world outside. Rejects from the first failed write on.
   */
  written(): Promise<void>;
  /** Writes what is left and lets the folder go. */
  close(): void;
}

/** Puts `value` at `key`; without one deletes the key, and without a key the tree. */
export interface Change {
  readonly tree: string;
  readonly key?: string;
  readonly value?: unknown;
}

/** Everything is gone with the process. */
export const noJournal: Journal = {
  trees: () => [],
  entries: () => [],
  get: () => undefined,
  append: () => undefined,
  written: async () => undefined,
  close: () => undefined,
};

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
    // Values have the type with which the caller appended them to its tree.
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
