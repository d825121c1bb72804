import type { HeapInfo } from 'node:v8';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchMemory } from '../../../../../local/services/lambda/sandbox/watchMemory.ts';

const MEGABYTE = 1024 * 1024;
const LOOK_MS = 125;

// Memory is looked at by the machine's clock.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A thread with so many megabytes at each look; undefined while it is not there. */
function watched(...megabytes: (number | undefined)[]) {
  const left = [...megabytes];
  const exceeded: number[] = [];
  let looks = 0;
  const stop = watchMemory(
    {
      async getHeapStatistics() {
        looks++;
        const memory = left.shift();
        // As Node says it of a thread that has not begun, and of one that has ended.
        if (memory === undefined) throw new Error('Worker instance not running');
        return { used_heap_size: MEGABYTE, external_memory: (memory - 1) * MEGABYTE } as HeapInfo;
      },
    },
    64,
    () => exceeded.push(looks),
  );
  return { exceeded, stop, looks: (count: number) => vi.advanceTimersByTimeAsync(count * LOOK_MS) };
}

test('a thread that has too much at two looks in a row is reported', async () => {
  const { exceeded, looks, stop } = watched(65, 64, 65, 65);
  await looks(4);
  expect(exceeded).toEqual([4]);
  stop();
});

test('a thread that begins after the first looks is watched all the same', async () => {
  const { exceeded, looks, stop } = watched(undefined, undefined, 65, 65);
  await looks(4);
  expect(exceeded).toEqual([4]);
  stop();
});

test('nobody looks once it is stopped', async () => {
  const { exceeded, looks, stop } = watched(65, 65);
  await looks(1);
  stop();
  await looks(3);
  expect(exceeded).toEqual([]);
});
