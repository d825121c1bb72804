import { queueTags } from '../../model/queueTags.ts';
import type { Clients } from './clients.ts';
import { deliveriesOf, type Delivery, type FoundDeliveries } from './deliveries.ts';
import type { Cause, DeadLetterQueue, Letter } from './Letter.ts';
import { DELIVERIES_PATTERN, type LogEvent } from './logLines.ts';
import { errorMessage, errorName } from './OperatorError.ts';
import { labelOf } from './queues.ts';
import { searchLogs } from './searchLogs.ts';
import { findWorkers } from './workers.ts';

export interface JoinOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly stop?: AbortSignal | undefined;
}

/** Letters with what the logs tell of them, and what a person should know of how far they tell it. */
export interface JoinedLetters {
  readonly letters: readonly Letter[];
  readonly notes: readonly string[];
}

/**
 * Adds to letters every delivery that their worker's log tells of, and to those that were killed what killed them. Reads
 * the log of each worker once for each time in which letters lived, not once for each letter.
 */
export async function joinLogs(
  clients: Pick<Clients, 'logs' | 'lambda'>,
  letters: readonly Letter[],
  options: JoinOptions,
): Promise<JoinedLetters> {
  const joined = new Map<Letter, Letter>();
  const notes: string[] = [];
  for (const [queue, ofQueue] of Map.groupBy(letters, (letter) => letter.queue)) {
    if (queue.sources.length === 0) continue;
    const told = await readDeliveries(clients, queue, ofQueue, options);
    notes.push(...told.notes);
    for (const letter of ofQueue) joined.set(letter, { ...letter, cause: explain(letter, told) });
  }
  return { letters: letters.map((letter) => joined.get(letter) ?? letter), notes };
}

interface Deliveries extends FoundDeliveries {
  /** Whether nothing that was logged was left unread. */
  readonly complete: boolean;
  readonly notes: readonly string[];
}

const NOTHING: Deliveries = { byMessage: new Map(), failures: [], complete: false, notes: [] };

async function readDeliveries(
  clients: Pick<Clients, 'logs' | 'lambda'>,
  queue: DeadLetterQueue,
  letters: readonly Letter[],
  { now, stop }: JoinOptions,
): Promise<Deliveries> {
  try {
    const workers = await findWorkers(clients, queue);
    const events: LogEvent[] = [];
    let complete = workers.length > 0;
    for (const { logGroup } of workers)
      for (const { from, to } of lifetimes(letters, now)) {
        const found = await searchLogs(clients, { logGroup, pattern: DELIVERIES_PATTERN, from, to, stop });
        events.push(...found.events);
        complete &&= found.complete;
      }
    const notes = complete
      ? []
      : [
          workers.length === 0
            ? `${labelOf(queue)}: no function is known to work on its messages, so no log tells of them.`
            : `${labelOf(queue)}: its log was not read to the end, so a cause may be missing.`,
        ];
    const found = deliveriesOf(events, new Set(letters.map(({ cause }) => cause.messageId)));
    return { ...found, complete, notes };
  } catch (error) {
    if (!isMissingOrDenied(error)) throw error;
    return { ...NOTHING, notes: [`${labelOf(queue)}: its log is not read. ${errorMessage(error)}`] };
  }
}

/** Logs say more, and letters are read without them as well. */
const isMissingOrDenied = (error: unknown) =>
  /AccessDenied|ResourceNotFound|NotAuthorized|UnknownOperation/.test(errorName(error));

/** A message that is delivered ten times, each time after the longest back-off and the visibility timeout; chosen above it. */
const LONGEST_LIFE_MS = 6 * 3_600_000;
/** Clocks of SQS and Lambda differ by less. */
const MARGIN_MS = 60_000;

/** The times in which these messages lived, those that overlap as one. */
function lifetimes(letters: readonly Letter[], now: number): { from: number; to: number }[] {
  const spans = letters
    .map(({ cause: { sentOn, diedOn } }) => ({
      from: Date.parse(sentOn) - MARGIN_MS,
      to: Math.min(now, diedOn ? Date.parse(diedOn) : Date.parse(sentOn) + LONGEST_LIFE_MS) + MARGIN_MS,
    }))
    .sort((one, other) => one.from - other.from);
  const merged: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** A cause with its attempts; of a killed message also what killed it. */
function explain({ cause, queue }: Letter, told: Deliveries): Cause {
  const deliveries = told.byMessage.get(cause.messageId) ?? [];
  const attempts = deliveries.map(({ attempt }) => attempt);
  if (cause.deathClass !== 'KILLED') return { ...cause, attempts };
  const last = deliveries.at(-1);
  if (!last) return queue.tags[queueTags.step] === undefined ? cause : { ...cause, ...byOthers(cause, told) };
  const killed = deliveries.filter(({ attempt }) => attempt.outcome === 'killed');
  const code = killed.findLast((delivery) => delivery.code !== undefined)?.code;
  const failingStep = last.step ?? cause.failingStep;
  return {
    ...cause,
    errorCode: code ?? 'Unknown',
    reason: killed.length > 0 ? killedReason(killed, failingStep) : cause.reason,
    failingStep,
    entityType: last.entityType ?? cause.entityType,
    entityId: last.entityId ?? cause.entityId,
    traceId: last.traceId ?? cause.traceId,
    diedOn: last.attempt.on,
    // SQS goes on counting when the letter is looked at.
    receiveCount: last.attempt.receiveCount,
    attempts,
  };
}

/**
 * Of a message that no line names. An invocation that is killed leaves none for those of its batch that it had not come to,
 * so where invocations were killed while the message lived, it died with one. Where none was, no delivery of it reached the
 * worker: each but the first would have a line.
 */
function byOthers(
  { sentOn, reason }: Cause,
  { failures, complete }: Deliveries,
): Pick<Cause, 'errorCode' | 'reason'> {
  const during = failures.filter(
    ({ on }) => on >= sentOn && Date.parse(on) <= Date.parse(sentOn) + LONGEST_LIFE_MS,
  );
  const last = during.at(-1);
  if (last)
    return {
      errorCode: last.code,
      reason: `Killed with a batch that it was in: ${last.error}; no line names it`,
    };
  return complete
    ? {
        errorCode: 'Throttled',
        reason: 'No delivery reached its worker: it was throttled, or may not be invoked',
      }
    : { errorCode: 'Unknown', reason };
}

function killedReason(killed: readonly Delivery[], step: string | undefined): string {
  const counts = killed.map(({ attempt }) => attempt.receiveCount);
  const error = killed.at(-1)?.attempt.error ?? '';
  const at = counts.length === 1 ? `delivery ${counts[0]}` : `deliveries ${listOf(counts)}`;
  return `Killed at ${at}: ${error}; last step seen: ${step ?? 'unknown'}`;
}

/** `2 to 10`, or `3, 9 and 10`. */
function listOf(counts: readonly number[]): string {
  const [first = 0] = counts;
  const last = counts.at(-1) ?? first;
  if (counts.length > 2 && last - first === counts.length - 1) return `${first} to ${last}`;
  return `${counts.slice(0, -1).join(', ')} and ${last}`;
}
