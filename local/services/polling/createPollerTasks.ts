import { AsyncLocalStorage } from 'node:async_hooks';
import type { InFlight } from '../../platform/Activity.ts';
import type { Timer } from '../../platform/Clock.ts';
import type { World } from '../../platform/World.ts';
import { type Gate, openGate } from '../../platform/createGate.ts';

/** The tasks of a poller. Nobody awaits them, except whoever closes the poller. */
export interface PollerTasks {
  readonly closed: boolean;
  /** Begins a task once the gate is open. An error it throws is published as a failure of `source`. */
  begin(task: (self: InFlight) => Promise<void>): void;
  /** Waits `ms` of the cloud's time. Returns false where the poller was closed meanwhile. */
  pause(self: InFlight, ms: number): Promise<boolean>;
  /** Ends every pause and waits for the tasks under way. */
  close(): Promise<void>;
}

export function createPollerTasks(
  { activity, clock, feed }: World,
  source: string,
  gate: Gate = openGate,
): PollerTasks {
  const running = new Set<Promise<void>>();
  const pauses = new Map<Timer, (completed: boolean) => void>();
  // A write wakes the poller. Without the snapshot that write would count as awaiting the task.
  const outsideAnyRun = AsyncLocalStorage.snapshot();
  let closed = false;

  const report = (error: unknown) => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    feed.publish({ kind: 'failure', traceId: null, source, code: name, message });
  };

  const begin = (task: (self: InFlight) => Promise<void>) => {
    const promise = outsideAnyRun(() => activity.run(task))
      .catch(report)
      .finally(() => running.delete(promise));
    running.add(promise);
  };

  return {
    get closed() {
      return closed;
    },
    begin: (task) => gate.whenOpen(() => begin(task)),
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

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** Returns how long to wait before retry `attempt`, counted from 0: a second, doubled each time, at most a minute. */
export const backoffMs = (attempt: number) => Math.min(FIRST_MS * 2 ** Math.min(attempt, 16), LONGEST_MS);
