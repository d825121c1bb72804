import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Change,
  createStore,
  DERIVED,
  treeNamed,
} from '../../../../local/services/dynamodb/createStore.ts';

const trees = [treeNamed<number>('items/a'), treeNamed<number>('items/b'), treeNamed<number>(`${DERIVED}a`)];
const keys = ['a', 'ab', 'b', '#', ''];

const change = fc.record(
  {
    tree: fc.constantFrom(...trees),
    key: fc.constantFrom(...keys),
    value: fc.nat(),
  },
  { requiredKeys: ['tree'] },
);

/** What is in each tree after changes, by the order of its keys. */
const contentAfter = (changes: readonly Change[]) => {
  const content = new Map<string, Map<string, unknown>>();
  for (const { tree, key, value } of changes) {
    if (key === undefined) {
      content.delete(tree);
      continue;
    }
    const values = content.get(tree) ?? new Map<string, unknown>();
    content.set(tree, values);
    if (value === undefined) values.delete(key);
    else values.set(key, value);
  }
  return content;
};

test('whatever was changed, a value is found by its key as it is found in its place, and counted', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const store = createStore();
      store.commit(changes);
      const content = contentAfter(changes);
      for (const tree of trees) {
        const values = content.get(tree) ?? new Map<string, unknown>();
        expect(keys.map((key) => store.get(tree, key))).toEqual(keys.map((key) => values.get(key)));
        const inOrder = [...values]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([, value]) => value);
        expect([...store.range(tree, {})]).toEqual(inOrder);
        expect([...store.range(tree, { reverse: true })]).toEqual(inOrder.toReversed());
        expect(store.count(tree)).toBe(values.size);
      }
    }),
  );
});
