/**
 * What outlives the process: a log of changes to named trees of values, in one order for the whole
 * cloud. Everything that services append in one turn of the event loop is kept or lost together, so
 * what a restart finds is always a moment that was.
 */
export interface Journal {
  /** Names of trees that hold something. */
  trees(): Iterable<string>;
  /** What a tree holds, by key, in the order the keys came. */
  entries(tree: string): Iterable<readonly [key: string, value: any]>;
  get(tree: string, key: string): any;
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
