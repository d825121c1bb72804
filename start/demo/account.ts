import type { Books } from './Books.ts';
import type { Check } from './checks/Check.ts';
import { checks } from './checks/checks.ts';
import type { LedgerEntry } from './Ledger.ts';

/** Requests of one kind that were answered alike and ended alike. */
export interface Row {
  readonly count: number;
  readonly action: string;
  readonly answer: string;
  readonly end: string;
}

export interface Account {
  readonly rows: readonly Row[];
  readonly checks: readonly Check[];
}

/** Follows every request to its answer and its end, and judges whether anything is missing or too much. */
export function account(books: Books): Account {
  return { rows: rowsOf(books), checks: checks.map((check) => check(books)) };
}

function rowsOf(books: Books): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const entry of books.entries) {
    const { action, answer } = entry;
    const end = endOf(entry, books);
    const key = [action, answer?.word, end].join();
    rows.set(key, { count: (rows.get(key)?.count ?? 0) + 1, action, answer: answer?.word ?? 'NONE', end });
  }
  const actions = [...new Set(books.entries.map(({ action }) => action))];
  return [...rows.values()].sort((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action));
}

function endOf({ kind, answer, lot }: LedgerEntry, { stored, told }: Books): string {
  if (!answer) return 'MISSING';
  if (answer.outcome === 'refused') return 'nothing stored';
  if (answer.outcome === 'buried') return 'dead letter with its reason';
  const ends = {
    booking: () => stored.bookings.find(({ id }) => id === answer.id)?.status,
    order: () => told.orders.find(({ orderId }) => orderId === answer.id)?.status,
    lot: () =>
      stored.lots.some(({ sku, lotId }) => sku === lot?.sku && lotId === lot.lotId) && 'on the shelf',
    message: () => undefined,
  };
  return ends[kind]() || 'MISSING';
}
