import { expect, test } from 'vitest';
import { inParallel } from '../../../lambda-fns/platform/inParallel.ts';

test('at most so many are under way, and outcomes come in the order of the items', async () => {
  let underWay = 0;
  let most = 0;
  const outcomes = await inParallel([5, 4, 3, 2, 1, 0], 3, async (turns) => {
    most = Math.max(most, ++underWay);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    underWay--;
    return turns * 10;
  });
  expect(most).toBe(3);
  expect(outcomes).toEqual([50, 40, 30, 20, 10, 0]);
});

test('an error is thrown once all that had begun has ended, and nothing else begins', async () => {
  const ended: string[] = [];
  const work = async (item: string) => {
    if (item === 'bad') throw new Error('no');
    for (const _turn of [1, 2, 3]) await Promise.resolve();
    ended.push(item);
  };
  await expect(inParallel(['first', 'bad', 'later', 'last'], 2, work)).rejects.toThrow('no');
  expect(ended).toEqual(['first']);
});

test('nothing to do is done at once', async () => {
  expect(await inParallel([], 3, async () => expect.fail())).toEqual([]);
});
