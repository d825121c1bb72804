import BTreeModule from 'sorted-btree';
import { isDerived, type Change, type Journal, type Range, type Store } from './Store.ts';

// The package is CommonJS with a `default` member, which Node hands over as it is.
const BTree = BTreeModule.default;
type Tree = InstanceType<typeof BTree<string, unknown>>;

/** Keeps everything in memory; `journal`, where given, is told of each commit before it is applied. */
export function createStore(journal?: Journal): Store {
  const trees = new Map<string, Tree>();

  const treeOf = (name: string) => {
    const tree = trees.get(name) ?? new BTree<string, unknown>();
    trees.set(name, tree);
    return tree;
  };

  const apply = ({ tree, key, value }: Change) => {
    if (key === undefined) trees.delete(tree);
    else if (value === undefined) treeOf(tree).delete(key);
    else treeOf(tree).set(key, value);
  };

  return {
    get: (tree, key) => trees.get(tree)?.get(key),
    count: (tree) => trees.get(tree)?.size ?? 0,
    range(name, range) {
      const tree = trees.get(name);
      if (!tree) return [];
      return range.reverse ? backward(tree, range) : forward(tree, range);
    },
    commit(changes) {
      journal?.append(changes.filter((change) => !isDerived(change)));
      changes.forEach(apply);
    },
    replay: (changes) => changes.forEach(apply),
  };
}

function* forward(tree: Tree, { gt, gte, lt, lte }: Range) {
  for (const [key, value] of tree.entries(gt ?? gte)) {
    if (gt !== undefined && key <= gt) continue;
    if ((lt !== undefined && key >= lt) || (lte !== undefined && key > lte)) return;
    yield value;
  }
}

function* backward(tree: Tree, { gt, gte, lt, lte }: Range) {
  for (const [key, value] of tree.entriesReversed(lt ?? lte)) {
    if (lt !== undefined && key >= lt) continue;
    if ((gt !== undefined && key <= gt) || (gte !== undefined && key < gte)) return;
    yield value;
  }
}
