import { createTimeout } from './createTimeout.ts';
import type { TimerQueue } from './createTimerQueue.ts';

interface TimerOptions {
  readonly signal?: AbortSignal;
}

/** `node:timers/promises` over the queue: https://nodejs.org/api/timers.html#timers-promises-api */
export function createTimerPromises(queue: TimerQueue) {
  const after = <Value>(delayMs?: number, value?: Value, { signal }: TimerOptions = {}) =>
    new Promise<Value | undefined>((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = createTimeout(queue, () => resolve(value), delayMs, false);
      signal?.addEventListener('abort', () => {
        timer.close();
        reject(signal.reason);
      });
    });

  async function* every<Value>(delayMs?: number, value?: Value, options?: TimerOptions) {
    for (;;) yield await after(delayMs, value, options);
  }

  return {
    setTimeout: after,
    setInterval: every,
    wait: (delayMs: number, options?: TimerOptions) => after(delayMs, undefined, options),
  };
}
