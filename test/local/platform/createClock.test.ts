import { expect, test } from 'vitest';
import { createWorld } from '../../../local/platform/World.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import { withDeadline } from '../../support/deadline.ts';

test('what a task throws while time runs is told in the feed', async () => {
  const { clock, feed } = createWorld();
  const told = new Promise<FeedRecord>((resolve) => void feed.subscribe(resolve));
  clock.schedule(0, () => Promise.reject(new Error('torn')));
  expect(await withDeadline(told)).toMatchObject({
    kind: 'failure',
    source: 'clock',
    code: 'InternalFailure',
    message: expect.stringContaining('Error: torn\n'),
  });
  clock.stop();
});

test('what a task throws while time is moved by hand reaches who moves it', async () => {
  const { clock } = createWorld({ frozenAt: 0 });
  clock.schedule(5, () => Promise.reject(new Error('torn')));
  await expect(clock.advance(5)).rejects.toThrow('torn');
});
