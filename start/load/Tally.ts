import { isRefusal, type Refusal } from './Entry.ts';
import type { Kind } from './kinds.ts';
import { lastLineOf } from './Reading.ts';
import type { Outcome } from './sendAll.ts';

/** What came of a load so far. It does not grow with the file. */
export interface Tally {
  readonly accepted: number;
  readonly refused: number;
  readonly byKind: ReadonlyMap<Kind | 'unknown', KindTally>;
  readonly refusals: ReadonlyMap<string, RefusalTally>;
  /** The furthest line with an outcome; 0 before the first. */
  readonly lastLine: number;
  count(outcome: Outcome): void;
}

export interface KindTally {
  accepted: number;
  refused: number;
}

/** Refusals of one type, the first of them with their words. */
export interface RefusalTally {
  count: number;
  readonly first: Pick<Refusal, 'line' | 'message'>[];
}

/** Refusals of a type that a summary quotes. */
const QUOTED = 5;

export function createTally(): Tally {
  const byKind = new Map<Kind | 'unknown', KindTally>();
  const refusals = new Map<string, RefusalTally>();
  let [accepted, refused, lastLine] = [0, 0, 0];
  const countKind = (kind: Kind | 'unknown' = 'unknown', part: keyof KindTally) => {
    const tally = byKind.get(kind) ?? { accepted: 0, refused: 0 };
    tally[part]++;
    byKind.set(kind, tally);
  };
  return {
    get accepted() {
      return accepted;
    },
    get refused() {
      return refused;
    },
    get lastLine() {
      return lastLine;
    },
    byKind,
    refusals,
    count(outcome) {
      lastLine = Math.max(lastLine, lastLineOf(outcome));
      countKind(outcome.kind, isRefusal(outcome) ? 'refused' : 'accepted');
      if (!isRefusal(outcome)) return void accepted++;
      refused++;
      const { errorType, line, message } = outcome;
      const tally = refusals.get(errorType) ?? { count: 0, first: [] };
      tally.count++;
      if (tally.first.length < QUOTED) tally.first.push({ line, message });
      refusals.set(errorType, tally);
    },
  };
}
