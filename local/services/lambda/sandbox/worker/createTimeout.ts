import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueuedTimer, TimerQueue } from './createTimerQueue.ts';

let created = 0;

/** What `setTimeout` and `setInterval` answer: https://nodejs.org/api/timers.html#class-timeout */
export function createTimeout(
  queue: TimerQueue,
  task: () => void,
  delay: number | undefined,
  repeats: boolean,
) {
  const delayMs = delay !== undefined && delay >= 1 && delay < 2 ** 31 ? Math.trunc(delay) : 1;
  const run = AsyncLocalStorage.bind(task);

  const start = () => {
    timer.due = queue.now() + delayMs;
    queue.add(timer);
    // A millisecond means "later", not "when time has moved": code that yields this way goes on.
    if (delayMs === 1 && !repeats) setImmediate(() => queue.has(timer) && timer.fire());
  };

  const timer: QueuedTimer & Record<string | symbol, unknown> = {
    id: ++created,
    due: 0,
    keepsAlive: true,
    fire() {
      if (repeats) start();
      else queue.remove(timer);
      run();
    },
    close: () => queue.remove(timer),
    ref: () => Object.assign(timer, { keepsAlive: true }),
    unref: () => Object.assign(timer, { keepsAlive: false }),
    hasRef: () => timer.keepsAlive,
    refresh() {
      start();
      return timer;
    },
    [Symbol.toPrimitive]: () => timer.id,
    [Symbol.dispose]: () => queue.remove(timer),
  };
  start();
  return timer;
}
