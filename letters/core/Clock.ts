/** Time as it is passed in: tests move it by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Waits, or until `stop` is aborted. */
  pause(ms: number, stop?: AbortSignal): Promise<void>;
}

/** ISO 8601 in UTC, of epoch milliseconds. */
export const isoOf = (ms: number): string => new Date(ms).toISOString();
