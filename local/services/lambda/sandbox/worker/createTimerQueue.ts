/** The timers of a sandbox whose time stands still. They fall due when the cloud's time moves. */
export interface TimerQueue {
  add(timer: QueuedTimer): void;
  remove(timer: QueuedTimer): void;
  has(timer: QueuedTimer): boolean;
  /** Finds a timer that `clearTimeout` names by its number. */
  byId(id: number): QueuedTimer | undefined;
  /** When the next timer that keeps the event loop alive falls due; undefined where there is none. */
  next(): number | undefined;
  /** Runs the first timer that is due. Returns false when none is. */
  runDue(): boolean;
  now(): number;
}

export interface QueuedTimer {
  readonly id: number;
  /** Epoch milliseconds. */
  due: number;
  /** False after `unref`. */
  keepsAlive: boolean;
  fire(): void;
  close(): void;
}

export function createTimerQueue(now: () => number): TimerQueue {
  // A set keeps the order of insertion, which decides between timers due at the same moment.
  const pending = new Set<QueuedTimer>();

  const earliest = (eligible: (timer: QueuedTimer) => boolean) => {
    let first: QueuedTimer | undefined;
    for (const timer of pending) if (eligible(timer) && !(first && first.due <= timer.due)) first = timer;
    return first;
  };

  return {
    now,
    add(timer) {
      pending.delete(timer);
      pending.add(timer);
    },
    remove: (timer) => void pending.delete(timer),
    has: (timer) => pending.has(timer),
    byId: (id) => [...pending].find((timer) => timer.id === id),
    next: () => earliest(({ keepsAlive }) => keepsAlive)?.due,
    runDue() {
      const timer = earliest(({ due }) => due <= now());
      timer?.fire();
      return timer !== undefined;
    },
  };
}
