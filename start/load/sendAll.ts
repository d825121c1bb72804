import { type Entry, isRefusal, type Refusal } from './Entry.ts';

/** What came of an entry: nothing more to say where it was accepted. */
export type Outcome = Entry | Refusal;

export interface SendOptions {
  /** Asks for an entry until there is an answer. */
  readonly send: (entry: Entry) => Promise<Outcome>;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Takes every outcome once, in the order they come. */
  readonly done: (outcome: Outcome) => void;
  /** From when it is aborted nothing new is sent. */
  readonly stop: AbortSignal;
}

/**
 * Sends entries in their order, many in flight; an order waits for the answers to all restocks before it. Takes
 * no more entries than it has room for, and ends, whatever ends it, when every request has its answer.
 */
export async function sendAll(
  entries: AsyncIterable<Entry | Refusal>,
  { send, concurrency, done, stop }: SendOptions,
): Promise<void> {
  const inFlight = new Set<Promise<void>>();
  const restocks = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const start = (entry: Entry) => {
    const sent = send(entry)
      .then(done)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => {
        inFlight.delete(sent);
        restocks.delete(sent);
      });
    inFlight.add(sent);
    if (entry.kind === 'restock') restocks.add(sent);
  };
  try {
    for await (const entry of entries) {
      if (!isRefusal(entry) && entry.kind === 'order') await Promise.all(restocks);
      if (stop.aborted || failures.length > 0) break;
      if (isRefusal(entry)) done(entry);
      else start(entry);
      while (inFlight.size >= concurrency) await Promise.race(inFlight);
    }
  } finally {
    await Promise.all(inFlight);
  }
  if (failures.length > 0) throw failures[0];
}
