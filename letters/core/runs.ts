import * as z from 'zod';
import type { Filter } from './filters.ts';
import { runActions, runStatuses, type RunAction } from '../../model/deadLetters/LetterRun.ts';

/**
 * What can become of a letter: it was sent, deleted, changed, has died again, or stays where it is because it was
 * brought back too often, its body was cut, nothing says where it belongs, or SQS does not take it.
 */
const outcomes = [
  'SENT',
  'DELETED',
  'EDITED',
  'DIED_AGAIN',
  'QUARANTINED',
  'CUT',
  'NO_HOME',
  'REFUSED',
] as const;

/** What became of one. */
export const Outcome = z.object({
  /** `MessageId` of the letter. */
  id: z.string(),
  outcome: z.enum(outcomes),
  errorCode: z.string().optional(),
  entityId: z.string().optional(),
  /** `MessageId` of the message it became. */
  messageId: z.string().optional(),
  /** Why, where that is not said by the outcome. */
  detail: z.string().optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/** When a redrive stops by itself: as many of its letters died again, or such a share of what was sent. */
export const DeathLimit = z.union([
  z.object({ count: z.number().int().positive() }),
  z.object({ share: z.number().positive().max(1) }),
]);
export type DeathLimit = z.infer<typeof DeathLimit>;

/** What a redrive was asked for. It stands in the history, so that another process can go on with it. */
export const RedriveRequest = z.object({
  /** ARN of another queue than the letters came from. */
  destinationArn: z.string().optional(),
  /** Messages a second. */
  rate: z.number().positive().optional(),
  /** Shares of the letters after which the run waits until it has seen that they did not die again. The last is 1. */
  ramp: z.array(z.number().positive().max(1)),
  deathLimit: DeathLimit,
  /** A letter that was brought back so often is in quarantine, unless it is released by its id. */
  maxRedrives: z.number().int().positive(),
  released: z.array(z.string()),
  /** Seconds without another death after which a stage counts as over, and seconds it is given at most. */
  settleSeconds: z.number().nonnegative(),
  settleLimitSeconds: z.number().nonnegative(),
});
export type RedriveRequest = z.infer<typeof RedriveRequest>;

/** What one command, or one job, does to the letters of a queue. Times: ISO 8601, UTC. */
export const Run = z.object({
  runId: z.string(),
  action: z.enum(runActions),
  status: z.enum(runStatuses),
  queueName: z.string(),
  queueArn: z.string(),
  by: z.string(),
  reason: z.string(),
  startedOn: z.string(),
  updatedOn: z.string(),
  endedOn: z.string().optional(),
  /** Letters it is about, counted before it began. */
  planned: z.number().int(),
  /** Those by their error code. */
  plannedByCode: z.record(z.string(), z.number()),
  /** How many letters came to which outcome. */
  counts: z.partialRecord(Outcome.shape.outcome, z.number()),
  /** Where letters go, for people: a queue's name, or `home`. */
  destination: z.string().optional(),
  /** One sentence on how it ended. */
  ending: z.string().optional(),
  /** Which stage of the ramp it is in. */
  stage: z.number().int().default(0),
  redrive: RedriveRequest.optional(),
  /** The filter as it was asked for, so that a resumed run looks for the same letters. */
  filter: z.custom<Filter>((value) => typeof value === 'object' && value !== null).optional(),
  /** AWS's own task, of a `MOVE_TASK`. */
  taskHandle: z.string().optional(),
  /** The file of an archive. */
  file: z.string().optional(),
});
export type Run = z.infer<typeof Run>;

/** What begins a run. */
export interface NewRun {
  readonly action: RunAction;
  readonly queue: { readonly name: string; readonly arn: string };
  readonly by: string;
  readonly reason: string;
  readonly planned: number;
  readonly plannedByCode?: Readonly<Record<string, number>>;
  readonly destination?: string | undefined;
  readonly redrive?: RedriveRequest | undefined;
  readonly filter?: Filter | undefined;
  readonly file?: string | undefined;
}

/** A run at its beginning. `random` is a few characters that tell it from others of the same second. */
export function newRun(nowMs: number, random: string, asked: NewRun): Run {
  const {
    action,
    queue,
    by,
    reason,
    planned,
    plannedByCode = {},
    destination,
    redrive,
    filter,
    file,
  } = asked;
  const startedOn = new Date(nowMs).toISOString();
  return {
    runId: `${startedOn.slice(0, 19).replaceAll(/[-:]/g, '')}-${random}`,
    action,
    status: 'RUNNING',
    queueName: queue.name,
    queueArn: queue.arn,
    by,
    reason,
    startedOn,
    updatedOn: startedOn,
    planned,
    plannedByCode,
    counts: {},
    stage: 0,
    ...(destination !== undefined && { destination }),
    ...(redrive && { redrive }),
    ...(filter !== undefined && { filter }),
    ...(file !== undefined && { file }),
  };
}

/** The run with one more letter of each outcome. */
export const counted = (run: Run, outcomes: readonly Outcome[]): Run => {
  const counts = { ...run.counts };
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return { ...run, counts };
};

export const countOf = ({ counts }: Run, ...outcomes: readonly Outcome['outcome'][]): number =>
  outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
