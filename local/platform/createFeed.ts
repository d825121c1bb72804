import type { Clock } from './Clock.ts';
import type { Feed, FeedRecord } from './Feed.ts';

export function createFeed(clock: Clock): Feed {
  const listeners = new Set<(record: FeedRecord) => void>();
  let sequence = 0;
  return {
    publish(entry) {
      const record = { ...entry, sequence: ++sequence, time: clock.now() } as FeedRecord;
      for (const listener of listeners) listener(record);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
