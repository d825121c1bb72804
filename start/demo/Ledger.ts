/** What came of a request, as its sender was told. */
export interface Answer {
  /** `accepted`: something was stored or will be. `refused`: nothing was. `buried`: it lies in the dead letters. */
  readonly outcome: 'accepted' | 'refused' | 'buried';
  /** The status answered, or the type of the refusal. */
  readonly word: string;
  readonly reason?: string;
  readonly bookingId?: string;
}

/** One request from sending to answer. */
export interface Entry {
  readonly who: string;
  /** Such as `book`. */
  readonly action: string;
  /** Such as `flat 201, 3-6 Mar`. */
  readonly about: string;
  /** Absent until it has come. */
  answer?: Answer;
}

/** Every request of the demo, in the order of sending. */
export interface Ledger {
  readonly entries: readonly Entry[];
  /** Writes a request down before it is sent; its answer is filled in when it comes. */
  sent(request: { readonly who: string; readonly action: string; readonly about: string }): Entry;
}

export function createLedger(): Ledger {
  const entries: Entry[] = [];
  return {
    entries,
    sent(request) {
      const entry: Entry = { ...request };
      entries.push(entry);
      return entry;
    },
  };
}
