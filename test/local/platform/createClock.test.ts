import { expect, test } from 'vitest';
import { createWorld } from '../../../local/platform/World.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import { withDeadline } from '../../support/deadline.ts';

test('what a task throws while time runs is published in the feed', async () => {
  const { clock, feed } = createWorld();
  const published = new Promise<FeedRecord>((resolve) => void feed.subscribe(resolve));
  clock.schedule(0, () => Promise.reject(new Error('torn')));
  expect(await withDeadline(published)).toMatchObject({
    kind: 'failure',
    source: 'clock',
    code: 'InternalFailure',
    message: expect.stringContaining('Error: torn\n'),
  });
  clock.stop();
});

test('what a task throws while time is advanced rejects `advance`', async () => {
  const { clock } = createWorld({ frozenAt: 0 });
  clock.schedule(5, () => Promise.reject(new Error('torn')));
  await expect(clock.advance(5)).rejects.toThrow('torn');
});
