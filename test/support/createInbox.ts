import { withDeadline } from './deadline.ts';

/** What arrives over time, to be taken one by one. */
export interface Inbox<Item> {
  put(item: Item): void;
  /** Nothing will arrive any more: those who wait are told why. */
  fail(reason: Error): void;
  /** The oldest item not taken yet; rejects after a deadline in real milliseconds. */
  next(withinMs?: number): Promise<Item>;
  /** Everything that arrived, taken or not. */
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
