/**
 * The only source of time. Every service reads the time from it and schedules later work with it, so moving it moves
 * the whole cloud: visibility timeouts, windows, back-off, TTL, tokens.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once, `delayMs` from now. A delay of 0 still runs later, never inside this call. */
  schedule(delayMs: number, task: () => void | Promise<void>): Timer;
  /** Moves time forward by `ms` and runs every task that falls due, in order, each to its end. */
  advance(ms: number): Promise<void>;
  /** What another thread needs to read the same time; see `SharedTime`. */
  readonly shared: SharedTime;
  /** How many tasks wait for their time. */
  scheduled(): number;
  /** Cancels every timer. Nothing runs afterwards. */
  stop(): void;
}

export interface Timer {
  cancel(): void;
}

/**
 * Time in memory that threads share: `[0]` is 1 when time stands still, `[1]` is the moment it stands at, or else the
 * offset in milliseconds to add to the machine's own clock.
 */
export type SharedTime = Float64Array<SharedArrayBuffer>;

export const FROZEN = 0;
export const MOMENT = 1;

/** ISO 8601 in UTC with milliseconds, such as `2027-01-20T10:00:00.000Z`. */
export const isoTime = (epochMs: number) => new Date(epochMs).toISOString();
