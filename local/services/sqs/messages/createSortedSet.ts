import BTreeModule from 'sorted-btree';

// The package is CommonJS with a `default` member, which Node hands over as it is.
const BTree = BTreeModule.default;

/** Elements in order; adding, removing and finding the first take O(log n). */
export interface SortedSet<T> extends Iterable<T> {
  readonly size: number;
  first(): T | undefined;
  /** The properties that `compare` reads must not change while the element is in the set. */
  add(element: T): void;
  delete(element: T): boolean;
  clear(): void;
}

export function createSortedSet<T>(compare: (a: T, b: T) => number): SortedSet<T> {
  const tree = new BTree<T, undefined>(undefined, compare);
  return {
    get size() {
      return tree.size;
    },
    first: () => tree.minKey(),
    add: (element) => void tree.set(element, undefined),
    delete: (element) => tree.delete(element),
    clear: () => tree.clear(),
    [Symbol.iterator]: () => tree.keys()[Symbol.iterator](),
  };
}
