import { expect, test } from 'vitest';
import { readAll } from '../../../dashboard/data/readAll.ts';

test('a list is read from one part to the next, also where a part is empty', async () => {
  const parts = new Map([
    [null, { items: [1, 2], nextToken: 'a' }],
    ['a', { items: [], nextToken: 'b' }],
    ['b', { items: [3], nextToken: null }],
  ]);
  expect(await readAll(async (nextToken) => parts.get(nextToken)!)).toEqual([1, 2, 3]);
});

test('a list without an end is read for a hundred parts', async () => {
  expect(await readAll(async () => ({ items: ['more'], nextToken: 'on' }))).toHaveLength(100);
});

test('a part that cannot be read is no end', async () => {
  await expect(readAll(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
});
