import BTreeModule from 'sorted-btree';
import type { Activity } from './Activity.ts';
import { type Clock, FROZEN, MOMENT, type SharedTime, type Timer } from './Clock.ts';

export interface ClockOptions {
  /** Work that must come to rest before time moves past it. */
  readonly activity: Activity;
  /** Takes what tasks throw while time runs, since nobody awaits them. */
  readonly failed: (error: unknown) => void;
  /** Set for time that moves only by `advance`: the moment it starts at, in epoch milliseconds. */
  readonly frozenAt?: number;
}

// The package is CommonJS with a `default` member, which Node hands over as it is.
const BTree = BTreeModule.default;

interface Pending extends Timer {
  readonly due: number;
  readonly order: number;
  readonly task: () => void | Promise<void>;
}

/** setTimeout turns a longer delay into 1 ms: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export function createClock({ activity, failed, frozenAt }: ClockOptions): Clock {
  const { shared, now, moveTo } = createMoment(frozenAt);
  const pending = new BTree<Pending, undefined>(undefined, (a, b) => a.due - b.due || a.order - b.order);
  let scheduled = 0;
  let alarm: NodeJS.Timeout | undefined;
  let alarmAt = Infinity;

  const earliest = () => pending.minKey();

  const run = (timer: Pending) => {
    pending.delete(timer);
    return activity.run(async () => timer.task());
  };

  const arm = () => {
    if (shared[FROZEN] === 1) return;
    const next = earliest();
    if (next?.due === alarmAt && alarm) return;
    clearTimeout(alarm);
    alarm = undefined;
    alarmAt = next?.due ?? Infinity;
    if (!next) return;
    alarm = setTimeout(ring, Math.min(Math.max(next.due - now(), 0), LONGEST_DELAY_MS));
    alarm.unref();
  };

  const ring = () => {
    alarm = undefined;
    for (let next = earliest(); next && next.due <= now(); next = earliest()) run(next).catch(failed);
    arm();
  };

  return {
    now,
    shared,
    schedule(delayMs, task) {
      const timer: Pending = {
        due: now() + Math.max(delayMs, 0),
        order: scheduled++,
        task,
        cancel() {
          pending.delete(timer);
        },
      };
      pending.set(timer, undefined);
      if (timer.due < alarmAt) arm();
      return timer;
    },
    async advance(ms) {
      const target = now() + ms;
      await activity.idle();
      for (let next = earliest(); next && next.due <= target; next = earliest()) {
        moveTo(next.due);
        await toRest(run(next), activity);
        await activity.idle();
      }
      moveTo(target);
      arm();
    },
    stop() {
      clearTimeout(alarm);
      pending.clear();
    },
  };
}

/** The present moment, and how it is moved. */
function createMoment(frozenAt: number | undefined) {
  const shared: SharedTime = new Float64Array(new SharedArrayBuffer(16));
  shared[FROZEN] = frozenAt === undefined ? 0 : 1;
  shared[MOMENT] = frozenAt ?? 0;
  const isFrozen = () => shared[FROZEN] === 1;

  const offset = () => shared[MOMENT] ?? 0;

  const now = () => (isFrozen() ? offset() : Date.now() + offset());
  const moveTo = (moment: number) => {
    shared[MOMENT] = isFrozen() ? moment : offset() + Math.max(moment - now(), 0);
  };
  return { shared, now, moveTo };
}

/** Waits until a task has ended, or until only more time can bring it on. */
async function toRest(ended: Promise<void>, activity: Activity): Promise<void> {
  let resting = false;
  ended.catch((error: unknown) => {
    if (resting) throw error;
  });
  await Promise.race([ended, activity.idle()]);
  resting = true;
}
