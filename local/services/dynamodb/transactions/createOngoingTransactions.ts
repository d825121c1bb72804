import { createRandomness } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import { createTurns } from './createTurns.ts';

/** How long transactions take: see `durations`. */
export const transactionConflicts = ['off', 'realistic', 'hostile'] as const;
export type TransactionConflicts = (typeof transactionConflicts)[number];

/**
 * The items of write transactions that have begun and not ended. Whoever writes one of them meets a conflict:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export interface OngoingTransactions {
  /** Whether an item is part of one. */
  has(tableName: string, key: string): boolean;
  /** The same, asked by another write transaction: either may be the one that is canceled, or both. */
  conflictsWith(tableName: string, key: string): boolean;
  /**
   * Keeps items, by their names, for as long as a transaction takes, then calls `commit` with those over which it is
   * to be canceled. Calls it at once where transactions take no time.
   */
  keep<Result>(
    names: readonly string[],
    commit: (lost: ReadonlySet<string>) => Result,
  ): Result | Promise<Result>;
}

/** The name of an item among those of all tables. */
export const itemName = (tableName: string, key: string) => `${tableName}/${key}`;

interface Duration {
  /** Of the event loop, so that nobody waits for a timer: in an idle process a turn takes microseconds. */
  readonly mostTurns: number;
  /** How likely a transaction is canceled as well over the first other one that begins in the same turn. */
  readonly bothCanceled: number;
}

/**
 * Chosen: AWS documents neither the duration, which is a few milliseconds and ends with the answer, nor who loses.
 * The storage node that finds another transaction prepared refuses the later one; where two prepare several items in
 * opposite order, both may lose: https://www.usenix.org/conference/atc23/presentation/idziorek
 */
const durations: Readonly<Record<TransactionConflicts, Duration>> = {
  off: { mostTurns: 0, bothCanceled: 0 },
  realistic: { mostTurns: 4, bothCanceled: 0.1 },
  hostile: { mostTurns: 200, bothCanceled: 0.5 },
};

interface Ongoing {
  /** The turn in which it began. */
  readonly begun: number;
  /** Names of the items over which it is to be canceled. */
  readonly lost: Set<string>;
  /** Whether another one has begun in the same turn. */
  isMet: boolean;
}

const nothing: ReadonlySet<string> = new Set();

const noTransactions: OngoingTransactions = {
  has: () => false,
  conflictsWith: () => false,
  keep: (_names, commit) => commit(nothing),
};

export function createOngoingTransactions(
  { random }: Pick<World, 'random'>,
  conflicts: TransactionConflicts,
): OngoingTransactions {
  const { mostTurns, bothCanceled } = durations[conflicts];
  if (mostTurns === 0) return noTransactions;
  // Of their own, so that durations follow from the order of the transactions alone.
  const { float } = createRandomness(random.seed());
  const turns = createTurns();
  /** By the name of each item. */
  const kept = new Map<string, Ongoing>();

  return {
    has: (tableName, key) => kept.size > 0 && kept.has(itemName(tableName, key)),
    conflictsWith(tableName, key) {
      if (kept.size === 0) return false;
      const name = itemName(tableName, key);
      const other = kept.get(name);
      if (other && !other.isMet && other.begun === turns.counted()) {
        other.isMet = true;
        if (float() < bothCanceled) other.lost.add(name);
      }
      return other !== undefined;
    },
    async keep(names, commit) {
      const lost = new Set<string>();
      const ongoing = { begun: turns.counted(), lost, isMet: false };
      for (const name of names) kept.set(name, ongoing);
      await turns.pass(1 + Math.floor(float() * mostTurns));
      for (const name of names) kept.delete(name);
      return commit(lost);
    },
  };
}
