import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onceQuiet, QUIET_MS } from '../../../start/watch/onceQuiet.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('waits until the process had nothing to do for a while', () => {
  const work = vi.fn<() => void>();
  const utilizations = [0.9, 0.11, 0.1];
  onceQuiet(work, () => utilizations.shift() ?? NaN);
  vi.advanceTimersByTime(3 * QUIET_MS - 1);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10 * QUIET_MS);
  expect(work).toHaveBeenCalledOnce();
});

it('takes a thread for busy that never waited', () => {
  const work = vi.fn<() => void>();
  onceQuiet(work);
  vi.advanceTimersByTime(10 * QUIET_MS);
  expect(work).not.toHaveBeenCalled();
});

it('is cancelled, also while it waits longer', () => {
  const work = vi.fn<() => void>();
  const cancel = onceQuiet(work, () => 1);
  vi.advanceTimersByTime(2 * QUIET_MS);
  cancel();
  expect(vi.getTimerCount()).toBe(0);
  expect(work).not.toHaveBeenCalled();
});
