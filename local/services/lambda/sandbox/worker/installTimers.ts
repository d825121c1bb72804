import { AsyncLocalStorage } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import type { QueuedTimer, TimerQueue } from './createTimerQueue.ts';

/** Timers of Node's own, such as those of sockets, can be cleared too. */
interface Closable {
  close?(): void;
}

type Task = (...given: unknown[]) => void;

/** Makes timers wait for the cloud's time. Timers inside Node itself, such as those of sockets, stay as they are. */
export function installTimers(queue: TimerQueue): void {
  const start =
    (isInterval: boolean) =>
    (task: Task, delayMs?: number, ...given: unknown[]) =>
      createTimeout(queue, () => task(...given), delayMs, isInterval);
  const clear = (timer?: number | string | Closable | null) => {
    if (typeof timer === 'number' || typeof timer === 'string') queue.byId(Number(timer))?.close();
    else timer?.close?.();
  };

  const promises = createTimerPromises(queue);
  const replaced = {
    setTimeout: Object.assign(start(false), { [promisify.custom]: promises.setTimeout }),
    setInterval: start(true),
    clearTimeout: clear,
    clearInterval: clear,
  };
  Object.assign(timers, replaced);
  Object.assign(globalThis, replaced);
  Object.assign(timersPromises, promises);
  Object.defineProperty(timersPromises.scheduler, 'wait', { value: promises.wait });
  syncBuiltinESMExports();
}

let created = 0;

/** The object that `setTimeout` and `setInterval` return: https://nodejs.org/api/timers.html#class-timeout */
function createTimeout(queue: TimerQueue, task: () => void, delay: number | undefined, isInterval: boolean) {
  const delayMs = delay !== undefined && delay >= 1 && delay < 2 ** 31 ? Math.trunc(delay) : 1;
  const run = AsyncLocalStorage.bind(task);

  const start = () => {
    timer.due = queue.now() + delayMs;
    queue.add(timer);
    // One millisecond means "later", not "when time has moved": code that yields this way continues.
    if (delayMs === 1 && !isInterval) setImmediate(() => queue.has(timer) && timer.fire());
  };

  const timer: QueuedTimer & Record<string | symbol, unknown> = {
    id: ++created,
    due: 0,
    keepsAlive: true,
    fire() {
      if (isInterval) start();
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

interface TimerOptions {
  readonly signal?: AbortSignal;
}

/** `node:timers/promises` over the queue: https://nodejs.org/api/timers.html#timers-promises-api */
function createTimerPromises(queue: TimerQueue) {
  const after = <Value>(delayMs?: number, value?: Value, { signal }: TimerOptions = {}) =>
    new Promise<Value | undefined>((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = createTimeout(queue, () => resolve(value), delayMs, false);
      signal?.addEventListener('abort', () => {
        timer.close();
        // Node's timers reject with the signal's reason, whatever it is.
        reject(signal.reason as Error);
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
