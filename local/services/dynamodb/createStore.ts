import BTreeModule from 'sorted-btree';
import type { Journal as WorldJournal } from '../../platform/journal/Journal.ts';

/**
 * Keeps everything in sorted trees, by name. Only `commit` changes them, so a log of commits is a
 * journal that restores them.
 */
export interface Store {
  get<Value>(tree: Tree<Value>, key: string): Value | undefined;
  /** Values in key order, read lazily. */
  range<Value>(tree: Tree<Value>, range: Range): Iterable<Value>;
  /** Entries of a tree. */
  count(tree: string): number;
  /** Applies all changes, in order, before the next read. */
  commit(changes: readonly Change[]): void;
  /** Applies changes that the journal holds, or that follow from what it holds. */
  replay(changes: readonly Change[]): void;
}

/** The name of a tree, which says what the tree holds. */
export type Tree<Value> = string & { readonly [HOLDS]: Value };
declare const HOLDS: unique symbol;

export function treeNamed<Value>(name: string): Tree<Value> {
  // Only the compiler knows what a tree holds: whoever names it says so.
  return name as Tree<Value>;
}

/** Names of trees that follow from other trees begin with this. */
export const DERIVED = 'index/';
const isDerived = (tree: string) => tree.startsWith(DERIVED);

/** Bounds as LevelDB spells them; without any, the whole tree. */
export interface Range {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
}

/** Puts `value` at `key`. Without a value it deletes the key, without a key the tree. */
export interface Change {
  readonly tree: string;
  readonly key?: string;
  readonly value?: unknown;
}

/** An append-only log of commits. It leaves out index trees, which follow from the items. */
export interface Journal {
  /** Every commit so far, oldest first. */
  replay(): Iterable<readonly Change[]>;
  append(changes: readonly Change[]): void;
}

// The package is CommonJS with a `default` member, which Node hands over as it is.
const BTree = BTreeModule.default;
type Sorted<Value> = InstanceType<typeof BTree<string, Value>>;

/** The order of the tree's own comparator, which also compares numbers and dates and takes twice as long. */
const compareKeys = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

/** What a tree holds. */
interface Content<Value> {
  readonly sorted: Sorted<Value>;
  /** The same values: a sorted tree compares a dozen long keys to find one. Derived trees have none, since they are read in order. */
  readonly byKey: Map<string, Value> | undefined;
}

const emptyContent = (name: string): Content<unknown> => ({
  sorted: new BTree<string, unknown>(undefined, compareKeys),
  byKey: isDerived(name) ? undefined : new Map(),
});

/** Keeps everything in memory; each commit goes to `journal`, where given, before it is applied. */
export function createStore(journal?: Journal): Store {
  const trees = new Map<string, Content<unknown>>();

  const contentOf = (name: string) => {
    const content = trees.get(name) ?? emptyContent(name);
    trees.set(name, content);
    return content;
  };

  // What a tree's name says is all that is put there.
  const find = <Value>(name: Tree<Value>) => trees.get(name) as Content<Value> | undefined;

  const apply = ({ tree, key, value }: Change) => {
    if (key === undefined) {
      trees.delete(tree);
      return;
    }
    const { sorted, byKey } = contentOf(tree);
    if (value === undefined) {
      sorted.delete(key);
      byKey?.delete(key);
    } else {
      sorted.set(key, value);
      byKey?.set(key, value);
    }
  };

  return {
    get(tree, key) {
      const content = find(tree);
      return content?.byKey ? content.byKey.get(key) : content?.sorted.get(key);
    },
    count: (tree) => trees.get(tree)?.sorted.size ?? 0,
    range(name, range) {
      const tree = find(name)?.sorted;
      if (!tree) return [];
      return range.reverse ? backward(tree, range) : forward(tree, range);
    },
    commit(changes) {
      journal?.append(changes.filter((change) => !isDerived(change.tree)));
      changes.forEach(apply);
    },
    replay: (changes) => changes.forEach(apply),
  };
}

function* forward<Value>(tree: Sorted<Value>, { gt, gte, lt, lte }: Range) {
  for (const [key, value] of tree.entries(gt ?? gte)) {
    if (gt !== undefined && key <= gt) continue;
    if ((lt !== undefined && key >= lt) || (lte !== undefined && key > lte)) return;
    yield value;
  }
}

function* backward<Value>(tree: Sorted<Value>, { gt, gte, lt, lte }: Range) {
  for (const [key, value] of tree.entriesReversed(lt ?? lte)) {
    if (lt !== undefined && key >= lt) continue;
    if ((gt !== undefined && key <= gt) || (gte !== undefined && key < gte)) return;
    yield value;
  }
}

const PREFIX = 'dynamodb/';

/** The tables' part of the cloud's journal. */
export const tableJournal = (journal: WorldJournal): Journal => ({
  *replay() {
    for (const name of journal.trees()) {
      if (!name.startsWith(PREFIX)) continue;
      const tree = name.slice(PREFIX.length);
      for (const [key, value] of journal.entries(name)) yield [{ tree, key, value: value }]; // Any JSON.
    }
  },
  append: (changes) => journal.append(changes.map((change) => ({ ...change, tree: PREFIX + change.tree }))),
});
