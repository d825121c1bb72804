/**
 * Where everything is kept: sorted trees by name, changed only by `commit`. What a restart must find
 * again is what `commit` was given, so a journal is a log of commits.
 */
export interface Store {
  get(tree: string, key: string): any;
  /** Values in key order, each read as the caller asks for it. */
  range(tree: string, range: Range): Iterable<any>;
  /** Entries of a tree. */
  count(tree: string): number;
  /** Applies all changes, in order, before anybody reads again. */
  commit(changes: readonly Change[]): void;
  /** Applies changes that the journal holds, or that follow from what it holds. */
  replay(changes: readonly Change[]): void;
}

/** Bounds as LevelDB spells them; without any, the whole tree. */
export interface Range {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
}

/** Puts `value` at `key`; without one deletes the key, and without a key the tree. */
export interface Change {
  readonly tree: string;
  readonly key?: string;
  readonly value?: unknown;
}

/** An append-only log of commits. Index trees are not in it: they follow from the items. */
export interface Journal {
  /** Every commit so far, oldest first. */
  replay(): Iterable<readonly Change[]>;
  append(changes: readonly Change[]): void;
}

export const TABLES = 'tables';
export const itemsOf = (table: string) => `items/${table}`;
export const tagsOf = (table: string) => `tags/${table}`;
export const indexOf = (table: string, index: string) => `index/${table}/${index}`;
export const isDerived = ({ tree }: Change) => tree.startsWith('index/');
