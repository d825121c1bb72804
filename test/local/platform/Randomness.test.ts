import { expect, test } from 'vitest';
import { createRandomness, HEX } from '../../../local/platform/Randomness.ts';

const drawn = (seed?: number) => {
  const random = createRandomness(seed);
  return { ids: Array.from({ length: 2000 }, random.uuid), more: random.text(64, HEX) };
};

test('the same seed draws the same ids', () => {
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(7)).not.toEqual(drawn(8));
});

test('without a seed no two ids are the same, and every digit comes up', () => {
  const ids = [...drawn().ids, ...drawn().ids];
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids.join(''))).toEqual(new Set([...HEX, '-']));
});
