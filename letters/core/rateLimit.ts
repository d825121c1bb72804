import type { Clock } from './Clock.ts';

/** A token bucket that holds one second's tokens, so that what was not used cannot become a burst. */
export interface RateLimit {
  /** Waits until one can be taken, and takes as many as there are, `most` at most. Takes none once `stop` is aborted. */
  take(most: number, stop?: AbortSignal): Promise<number>;
}

/** Limits to so many a second. @default no limit */
export function createRateLimit(rate: number | undefined, clock: Clock): RateLimit {
  if (rate === undefined) return { take: async (most, stop) => (stop?.aborted ? 0 : most) };
  const capacity = Math.max(1, rate);
  let tokens = Math.min(1, capacity);
  let filledAt = clock.now();
  const fill = () => {
    const now = clock.now();
    tokens = Math.min(capacity, tokens + ((now - filledAt) / 1000) * rate);
    filledAt = now;
  };
  return {
    async take(most, stop) {
      fill();
      while (tokens < 1 && !stop?.aborted) {
        await clock.pause(Math.ceil(((1 - tokens) / rate) * 1000), stop);
        fill();
      }
      if (stop?.aborted) return 0;
      const taken = Math.min(most, Math.floor(tokens));
      tokens -= taken;
      return taken;
    },
  };
}
