import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import { createTimeout } from './createTimeout.ts';
import type { TimerQueue } from './createTimerQueue.ts';
import { createTimerPromises } from './createTimerPromises.ts';

type Task = (...given: unknown[]) => void;

/** Timers wait for the cloud's time. Those of Node's own inner works, such as sockets', are left alone. */
export function installTimers(queue: TimerQueue): void {
  const start =
    (repeats: boolean) =>
    (task: Task, delayMs?: number, ...given: unknown[]) =>
      createTimeout(queue, () => task(...given), delayMs, repeats);
  const clear = (timer: any) => {
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
