import type { Clock } from './Clock.ts';
import { createAlarm } from './createAlarm.ts';

/** What is remembered for a while: every entry lives equally long, also if nobody asks for it again. */
export interface ExpiringMap<Value> {
  /** Returns undefined for an entry that has expired. */
  get(key: string): Value | undefined;
  /**
   * Adds an entry, or replaces it and starts its life again.
   * @param until epoch milliseconds, for an entry that was remembered before @default a whole life from now
   */
  set(key: string, value: Value, until?: number): void;
  delete(key: string): void;
  readonly size: number;
}

export interface ExpiringMapOptions {
  readonly lifeMs: number;
  /** How many entries there may be: the oldest is dropped for one more. @default any number */
  readonly maxEntries?: number;
  /** Called with each entry that expires or is dropped. @default nothing is done */
  readonly onExpired?: (key: string) => void;
}

export function createExpiringMap<Value>(
  clock: Clock,
  { lifeMs, maxEntries = Infinity, onExpired }: ExpiringMapOptions,
): ExpiringMap<Value> {
  // One timer for all entries of a while. What has expired is never returned, whether it is still there or not.
  const graceMs = lifeMs / 10;
  // A Map keeps the order of insertion, so the oldest entries come first.
  const entries = new Map<string, { readonly value: Value; readonly until: number }>();

  const remove = (key: string) => {
    entries.delete(key);
    onExpired?.(key);
  };

  const removeExpired = () => {
    for (const [key, { until }] of entries) {
      if (until > clock.now()) return;
      remove(key);
    }
  };

  const alarm = createAlarm(clock, () => {
    removeExpired();
    const [oldest] = entries.values();
    if (oldest) alarm.setTo(oldest.until + graceMs);
  });

  return {
    get size() {
      return entries.size;
    },
    get(key) {
      removeExpired();
      return entries.get(key)?.value;
    },
    set(key, value, until = clock.now() + lifeMs) {
      removeExpired();
      entries.delete(key);
      const [oldest] = entries.keys();
      if (entries.size >= maxEntries && oldest !== undefined) remove(oldest);
      entries.set(key, { value, until });
      alarm.setTo(until + graceMs);
    },
    delete: (key) => void entries.delete(key),
  };
}
