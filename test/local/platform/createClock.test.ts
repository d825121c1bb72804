import { describe, expect, onTestFinished, test } from 'vitest';
import { createActivity } from '../../../local/platform/Activity.ts';
import { createClock } from '../../../local/platform/createClock.ts';
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

describe('a machine whose clock is set', () => {
  /** A clock on a machine whose own clock is `shift.ms` wrong. */
  function givenClock() {
    const shift = { ms: 0 };
    const clock = createClock({
      activity: createActivity(),
      onError: raise,
      machineNow: () => Date.now() + shift.ms,
    });
    onTestFinished(() => clock.stop());
    return { clock, shift };
  }
  const HOUR_MS = 3_600_000;

  test('back does not set the cloud back, and timers run when they would have', async () => {
    const { clock, shift } = givenClock();
    const before = clock.now();
    const ran = new Promise<void>((resolve) => void clock.schedule(5, resolve));
    shift.ms = -HOUR_MS;
    await withDeadline(ran);
    expect(clock.now()).toBeGreaterThanOrEqual(before + 5);
    expect(clock.now()).toBeLessThan(before + HOUR_MS);
  });

  test('forward runs what has fallen due, once', async () => {
    const { clock, shift } = givenClock();
    let runs = 0;
    const ran = new Promise<void>((resolve) => void clock.schedule(5, resolve));
    clock.schedule(HOUR_MS, () => void runs++);
    shift.ms = 1000 * 365 * 24 * HOUR_MS;
    await withDeadline(ran);
    expect(runs).toBe(1);
  });
});

function raise(error: unknown): never {
  throw error;
}
