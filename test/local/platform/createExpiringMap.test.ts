import { expect, test } from 'vitest';
import { createWorld } from '../../../local/platform/World.ts';
import { createExpiringMap } from '../../../local/platform/createExpiringMap.ts';

const NEW_YEAR = 1767225600000;

function createScene(maxEntries = Infinity) {
  const { clock } = createWorld({ frozenAt: NEW_YEAR });
  const expired: string[] = [];
  const map = createExpiringMap<number>(clock, {
    lifeMs: 1000,
    maxEntries,
    onExpired: (key) => expired.push(key),
  });
  return { clock, expired, map };
}

test('an entry is returned until its life is over', async () => {
  const { clock, map } = createScene();
  map.set('a', 1);
  await clock.advance(999);
  expect(map.get('a')).toBe(1);
  await clock.advance(1);
  expect(map.get('a')).toBeUndefined();
});

test('entries go though nobody asks for them', async () => {
  const { clock, expired, map } = createScene();
  for (let at = 0; at < 100; at++) {
    map.set(`${at}`, at);
    await clock.advance(30);
  }
  expect(map.size).toBeLessThan(40);
  await clock.advance(2000);
  expect([map.size, expired.length]).toEqual([0, 100]);
});

test('the oldest entry gives way to one too many', () => {
  const { expired, map } = createScene(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([map.get('a'), map.get('b'), map.get('c'), expired]).toEqual([3, undefined, 4, ['b']]);
});

test('an entry of an earlier run lives as long as it would have', async () => {
  const { clock, map } = createScene();
  map.set('a', 1, NEW_YEAR + 10);
  await clock.advance(10);
  expect(map.get('a')).toBeUndefined();
});

test('a deleted entry does not count as expired', async () => {
  const { clock, expired, map } = createScene();
  map.set('a', 1);
  map.delete('a');
  await clock.advance(5000);
  expect([map.get('a'), expired]).toEqual([undefined, []]);
});
