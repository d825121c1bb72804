import { OperatorError } from './OperatorError.ts';
import type { Outcome, Run } from './runs.ts';

/** Who did what to which letters, when and why; and which run works on a queue now. */
export interface History {
  /** Where it is kept, for people. */
  readonly place: string;
  /**
   * Locks the run's queue for its holder and writes the run. Throws `OperatorError` while another holder's run has the
   * queue.
   */
  begin(run: Run, holder: Holder): Promise<void>;
  /** Writes how far the run is, and holds its queue for longer. Throws `OperatorError` where another took it over. */
  save(run: Run, holder: Holder): Promise<void>;
  /** Writes how the run ended and unlocks the queue. */
  end(run: Run, holder: Holder): Promise<void>;
  /** Writes what became of a few letters. */
  record(runId: string, outcomes: readonly Outcome[]): Promise<void>;
  /** Keeps a letter as it was: a line of an archive. */
  keepOriginal(runId: string, letterId: string, line: string): Promise<void>;
  /** Keeps which letters were confirmed. */
  keepPlan(runId: string, letterIds: readonly string[]): Promise<void>;
  planOf(runId: string): Promise<string[]>;
  find(runId: string): Promise<Run | undefined>;
  outcomesOf(runId: string): Promise<Outcome[]>;
  /** Letters as they were before the run, each a line of an archive. */
  originalsOf(runId: string): Promise<string[]>;
  /** The latest runs, newest first. */
  list(options: { readonly limit: number }): Promise<Run[]>;
}

/** Who holds a queue. */
export interface Holder {
  /** Names the process, such as `host:4711`. */
  readonly name: string;
  /** Whether another holder certainly does not run any more, so that nobody has to wait for its lock to expire. */
  readonly isGone: (holder: string) => boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Lock {
  readonly runId: string;
  readonly holder: string;
  readonly by: string;
  /** ISO 8601 in UTC with milliseconds, so that texts compare as times do. */
  readonly heldUntil: string;
}

/** Chosen: longer than any batch takes, shorter than a person waits after a crash on another machine. */
const LOCK_MS = 120_000;

/** The lock that a run has from now. */
export const lockOf = ({ runId, by }: Run, { name, now }: Holder): Lock => ({
  runId,
  by,
  holder: name,
  heldUntil: new Date(now() + LOCK_MS).toISOString(),
});

/** Throws where somebody else has the queue. */
export function checkLock(lock: Lock | undefined, queueName: string, { name, isGone, now }: Holder): void {
  if (!lock || lock.holder === name || isGone(lock.holder)) return;
  if (lock.heldUntil <= new Date(now()).toISOString()) return;
  throw new OperatorError(
    `${lock.by} is working on ${queueName} in run ${lock.runId}: wait for its end. Without a sign of life it has the queue until ${lock.heldUntil}.`,
  );
}

export const lockRaceError = (queueName: string) =>
  new OperatorError(`Somebody else began to work on ${queueName} at this moment: try again.`);
