import { AsyncLocalStorage } from 'node:async_hooks';
import type { InFlight } from '../../platform/Activity.ts';
import { type Gate, openGate } from '../../platform/createGate.ts';
import type { Timer } from '../../platform/Clock.ts';
import type { World } from '../../platform/World.ts';

/** What a poller does on its own, so that closing it can wait for the end of it. */
export interface Work {
  readonly closed: boolean;
  /** Begins work nobody awaits, once the gate is open. What it throws is told to the feed, as a failure of `source`. */
  begin(task: (self: InFlight) => Promise<void>): void;
  /** Waits `ms` of the cloud's time; false where the poller was closed meanwhile. */
  pause(self: InFlight, ms: number): Promise<boolean>;
  close(): Promise<void>;
}

export function createWork({ activity, clock, feed }: World, source: string, gate: Gate = openGate): Work {
  const running = new Set<Promise<void>>();
  const pauses = new Map<Timer, (completed: boolean) => void>();
  // A poller is woken inside somebody's write, which must not be taken for awaiting it.
  const onItsOwn = AsyncLocalStorage.snapshot();
  let closed = false;

  const report = (error: unknown) => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    feed.publish({ kind: 'failure', traceId: null, source, code: name, message });
  };

  const begin = (task: (self: InFlight) => Promise<void>) => {
    const promise = onItsOwn(() => activity.run(task))
      .catch(report)
      .finally(() => running.delete(promise));
    running.add(promise);
  };

  return {
    get closed() {
      return closed;
    },
    begin: (task) => gate.pass(() => begin(task)),
    async pause(self, ms) {
      if (closed) return false;
      self.pause();
      const completed = await new Promise<boolean>((resolve) => {
        const timer = clock.schedule(ms, () => {
          pauses.delete(timer);
          resolve(true);
        });
        pauses.set(timer, resolve);
      });
      self.resume();
      return completed;
    },
    async close() {
      closed = true;
      for (const [timer, resolve] of pauses) {
        timer.cancel();
        resolve(false);
      }
      pauses.clear();
      await Promise.all(running);
    },
  };
}
