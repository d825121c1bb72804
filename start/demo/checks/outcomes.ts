import type { Answer, Entry } from '../Ledger.ts';

/** How many requests came to each outcome. */
export const outcomes = (entries: readonly Entry[]): Readonly<Record<Answer['outcome'], number>> => {
  const count = (wanted: string) => entries.filter(({ answer }) => answer?.outcome === wanted).length;
  return { accepted: count('accepted'), refused: count('refused'), buried: count('buried') };
};
