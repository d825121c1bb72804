/** One line of what happened in a tab. */
export interface Entry {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: EntryKind;
  /** One line. */
  readonly title: string;
  /** All of it; absent where the title is all. */
  readonly text?: string;
  /** Of the request that an answer answers. */
  readonly traceId?: string;
  /** The id of the subscription that an event was delivered to. */
  readonly subscriptionId?: string;
  /** Which event of its subscription it is, from 1. */
  readonly delivery?: number;
  /** Until its answer is there. */
  readonly isPending?: boolean;
  readonly durationMs?: number;
}

/** An answer to a request, an event of a subscription, a notice of what the console did, or what went wrong. */
export type EntryKind = 'answer' | 'event' | 'notice' | 'failure';

/** Chosen: a day of orders, and little enough to be drawn at once. */
export const MAX_ENTRIES = 200;
/** Characters of all entries of a tab. Chosen: sixteen of AppSync's largest events. */
export const MAX_ENTRY_CHARACTERS = 4 * 1024 * 1024;

/** What happened in a tab, the latest last. */
export interface EntryLog {
  readonly entries: readonly Entry[];
  /** How many were let go for want of room. */
  readonly dropped: number;
}

export const EMPTY_LOG: EntryLog = { entries: [], dropped: 0 };

/** Adds an entry, or replaces the one that has its id. The oldest go where there are too many. */
export function putEntry({ entries, dropped }: EntryLog, entry: Entry): EntryLog {
  const index = entries.findIndex(({ id }) => id === entry.id);
  const all = index < 0 ? [...entries, entry] : entries.with(index, entry);
  const surplus = surplusOf(all);
  return { entries: all.slice(surplus), dropped: dropped + surplus };
}

function surplusOf(entries: readonly Entry[]): number {
  let characters = entries.reduce((sum, { text = '' }) => sum + text.length, 0);
  let surplus = 0;
  // The latest stays, however large it is.
  while (
    surplus < entries.length - 1 &&
    (entries.length - surplus > MAX_ENTRIES || characters > MAX_ENTRY_CHARACTERS)
  )
    characters -= entries[surplus++]?.text?.length ?? 0;
  return surplus;
}

let lastId = 0;

/** An entry that begins now. */
export const newEntry = (kind: EntryKind, title: string): Entry => ({
  id: ++lastId,
  at: Date.now(),
  kind,
  title,
});
