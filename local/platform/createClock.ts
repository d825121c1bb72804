import BTreeModule from 'sorted-btree';
import type { Activity } from './Activity.ts';
import { type Clock, FROZEN, MOMENT, type SharedTime, type Timer } from './Clock.ts';

export interface ClockOptions {
  /** Work in flight, which has to end or pause before `advance` moves time on. */
  readonly activity: Activity;
  /** Called with what tasks throw while time runs, because nobody awaits them. */
  readonly onError: (error: unknown) => void;
  /** If set, time starts at this moment, in epoch milliseconds, and only `advance` moves it. */
  readonly frozenAt?: number;
  /** The machine's own clock, in epoch milliseconds. @default Date.now */
  readonly machineNow?: () => number;
}

// The package is CommonJS with a `default` member, which Node does not unwrap.
const BTree = BTreeModule.default;

interface Pending extends Timer {
  readonly due: number;
  readonly order: number;
  readonly task: () => void | Promise<void>;
}

/**
 * The clock is read again after so long, because `setTimeout` does not notice that the machine slept or that its clock
 * was set. It also could not wait for more than 25 days: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
 */
const LONGEST_DELAY_MS = 10_000;

export function createClock({ activity, onError, frozenAt, machineNow = Date.now }: ClockOptions): Clock {
  const { shared, now, moveTo } = createMoment(frozenAt, machineNow);
  const pending = new BTree<Pending, undefined>(undefined, (a, b) => a.due - b.due || a.order - b.order);
  let scheduled = 0;
  let timeout: NodeJS.Timeout | undefined;
  let timeoutAt = Infinity;

  const earliest = () => pending.minKey();

  const run = (timer: Pending) => {
    pending.delete(timer);
    return activity.run(async () => timer.task());
  };

  const startTimeout = () => {
    if (shared[FROZEN] === 1) return;
    const next = earliest();
    if (next?.due === timeoutAt && timeout) return;
    clearTimeout(timeout);
    timeout = undefined;
    timeoutAt = next?.due ?? Infinity;
    if (!next) return;
    timeout = setTimeout(runDueTimers, Math.min(Math.max(next.due - now(), 0), LONGEST_DELAY_MS));
    timeout.unref();
  };

  const runDueTimers = () => {
    timeout = undefined;
    for (let next = earliest(); next && next.due <= now(); next = earliest()) run(next).catch(onError);
    startTimeout();
  };

  return {
    now,
    shared,
    scheduled: () => pending.size,
    schedule(delayMs, task) {
      const timer: Pending = {
        due: now() + Math.max(delayMs, 0),
        order: scheduled++,
        task,
        cancel: () => void pending.delete(timer),
      };
      pending.set(timer, undefined);
      if (timer.due < timeoutAt) startTimeout();
      return timer;
    },
    async advance(ms) {
      const target = now() + ms;
      await activity.idle();
      for (let next = earliest(); next && next.due <= target; next = earliest()) {
        moveTo(next.due);
        await untilEndedOrPaused(run(next), activity);
        await activity.idle();
      }
      moveTo(target);
      startTimeout();
    },
    stop() {
      clearTimeout(timeout);
      pending.clear();
    },
  };
}

/**
 * Returns the current moment, and the function that moves it. When the machine's clock is set back, the cloud's goes on
 * from where it was: otherwise every timer would wait until the machine has caught up, and order by time would break.
 */
function createMoment(frozenAt: number | undefined, machineNow: () => number) {
  const shared: SharedTime = new Float64Array(new SharedArrayBuffer(16));
  shared[FROZEN] = frozenAt === undefined ? 0 : 1;
  shared[MOMENT] = frozenAt ?? 0;
  const isFrozen = () => shared[FROZEN] === 1;

  const offset = () => shared[MOMENT] ?? 0;

  let latest = -Infinity;
  const now = () => {
    if (isFrozen()) return offset();
    const machine = machineNow();
    if (machine < latest) shared[MOMENT] = offset() + latest - machine;
    latest = machine;
    return machine + offset();
  };
  const moveTo = (moment: number) => {
    shared[MOMENT] = isFrozen() ? moment : offset() + Math.max(moment - now(), 0);
  };
  return { shared, now, moveTo };
}

/** Resolves once a task has ended or waits for time to pass. Rejects if the task does. */
async function untilEndedOrPaused(ended: Promise<void>, activity: Activity): Promise<void> {
  let resting = false;
  ended.catch((error: unknown) => {
    if (resting) throw error;
  });
  await Promise.race([ended, activity.idle()]);
  resting = true;
}
