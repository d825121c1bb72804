import type { Answer, LedgerEntry } from '../Ledger.ts';

/** How many requests came to each outcome. */
export const outcomes = (entries: readonly LedgerEntry[]): Readonly<Record<Answer['outcome'], number>> => {
  const count = (wanted: string) => entries.filter(({ answer }) => answer?.outcome === wanted).length;
  return { accepted: count('accepted'), refused: count('refused'), buried: count('buried') };
};
