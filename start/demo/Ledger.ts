import type { Request } from './Request.ts';

/** What came of a request, as its sender was told. */
export interface Answer {
  /** `accepted`: something was stored or will be. `refused`: nothing was. `buried`: it lies in the dead letters. */
  readonly outcome: 'accepted' | 'refused' | 'buried';
  /** The status answered, or the type of the refusal. */
  readonly word: string;
  readonly reason?: string;
  /** Of the booking, order or lot; where there is one. */
  readonly id?: string;
}

/** A request as it is written down. */
export interface Sent extends Pick<Request, 'kind' | 'action' | 'about' | 'lot'> {
  readonly who: string;
}

/** One request from sending to answer. */
export interface LedgerEntry extends Sent {
  /** Absent until it has come. */
  answer?: Answer;
}

/** Every request of the demo, in the order of sending. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** Writes a request down before it is sent; its answer is filled in when it comes. */
  sent(request: Sent): LedgerEntry;
}

export function createLedger(): Ledger {
  const entries: LedgerEntry[] = [];
  return {
    entries,
    sent(request) {
      const entry: LedgerEntry = { ...request };
      entries.push(entry);
      return entry;
    },
  };
}
