import type { Clock } from '../../platform/Clock.ts';

export interface TimeLimit {
  /** Resolves with the limit, in milliseconds, once it has passed. */
  readonly reached: Promise<number>;
  /** Counts anew, towards another limit. */
  restart(ms: number): void;
  stop(): void;
}

export function createTimeLimit(clock: Clock, ms: number): TimeLimit {
  const { promise: reached, resolve } = Promise.withResolvers<number>();
  const count = (limit: number) => clock.schedule(limit, () => resolve(limit));
  let timer = count(ms);
  return {
    reached,
    restart(limit) {
      timer.cancel();
      timer = count(limit);
    },
    stop: () => timer.cancel(),
  };
}
