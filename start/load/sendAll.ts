import { type Entry, isRefusal, type Refusal } from './Entry.ts';

/** The outcome of an entry: the entry itself if it was accepted. */
export type Outcome = Entry | Refusal;

export interface SendOptions {
  /** Sends an entry and resolves with its outcome. */
  readonly send: (entry: Entry) => Promise<Outcome>;
  /** How many requests are in flight at most. */
  readonly concurrency: number;
  /** Called once for every outcome, in the order of the answers. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Once it is aborted, nothing new is sent. */
  readonly stop: AbortSignal;
}

/**
 * Sends entries in their order, up to `concurrency` at a time. An order waits for the answers to all products and
 * restocks before it. Reads an entry only when it can be sent. Ends, even after a failure, only when every request has its answer.
 */
export async function sendAll(
  entries: AsyncIterable<Entry | Refusal>,
  { send, concurrency, onOutcome, stop }: SendOptions,
): Promise<void> {
  const inFlight = new Set<Promise<void>>();
  const goods = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const start = (entry: Entry) => {
    const sent = send(entry)
      .then(onOutcome)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => {
        inFlight.delete(sent);
        goods.delete(sent);
      });
    inFlight.add(sent);
    if (entry.kind === 'restock' || entry.kind === 'product') goods.add(sent);
  };
  try {
    for await (const entry of entries) {
      if (!isRefusal(entry) && entry.kind === 'order') await Promise.all(goods);
      if (stop.aborted || failures.length > 0) break;
      if (isRefusal(entry)) onOutcome(entry);
      else start(entry);
      while (inFlight.size >= concurrency) await Promise.race(inFlight);
    }
  } finally {
    await Promise.all(inFlight);
  }
  if (failures.length > 0) throw failures[0];
}
