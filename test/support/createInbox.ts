import { withDeadline } from './deadline.ts';

/** Collects items that arrive over time and are read one by one. */
export interface Inbox<Item> {
  put(item: Item): void;
  /** Ends the inbox: pending reads reject with the reason. */
  fail(reason: Error): void;
  /** Resolves with the oldest unread item. Rejects after a deadline in real milliseconds. */
  next(withinMs?: number): Promise<Item>;
  /** Returns everything that arrived, read or not. */
  all(): readonly Item[];
}

export function createInbox<Item>(what: string): Inbox<Item> {
  const arrived: Item[] = [];
  const waiting: { resolve(item: Item): void; reject(reason: Error): void }[] = [];
  let taken = 0;
  let failure: Error | undefined;

  return {
    put(item) {
      arrived.push(item);
      const first = waiting.shift();
      if (first) first.resolve(item);
    },
    fail(reason) {
      failure ??= reason;
      for (const each of waiting.splice(0)) each.reject(reason);
    },
    async next(withinMs) {
      const index = taken++;
      if (index < arrived.length) return arrived[index]!;
      if (failure) throw failure;
      return withDeadline(
        new Promise<Item>((resolve, reject) => waiting.push({ resolve, reject })),
        what,
        withinMs,
      );
    },
    all: () => [...arrived],
  };
}
