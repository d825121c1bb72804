import type { Redrive } from '../../model/deadLetters/attributes.ts';
import { isoOf } from '../core/Clock.ts';
import type { Clients } from '../core/clients.ts';
import { findHome } from '../core/findHome.ts';
import type { FoundHome } from '../core/FoundHome.ts';
import type { Letter, LetterAttribute } from '../core/Letter.ts';
import { OperatorError } from '../core/OperatorError.ts';
import { broughtBack } from '../core/sendLetters.ts';
import { findWorker, type FindWorkerOptions, type Worker } from './findWorker.ts';
import { judgeDelivery, type Verdict } from './judgeDelivery.ts';
import type { Outcome, Prediction } from './Prediction.ts';
import type { Delivered, SentMessage } from './protocol.ts';
import { createTableReader } from './readTables.ts';
import { eventOf, type Message } from './records.ts';
import { type DryRunProcess, startProcess } from './startProcess.ts';

export interface DryRunOptions extends FindWorkerOptions {
  /** Epoch milliseconds of those who serve the tables: handlers are told this time. */
  readonly now: () => number;
  readonly onProgress?: (progress: { readonly predicted: number; readonly letters: number }) => void;
  /** Ends it early: what is not predicted by then is left out. */
  readonly stop?: AbortSignal | undefined;
}

/** Deliveries of one message that are tried where its queue never gives up; chosen. */
const MOST_DELIVERIES = 20;

/** Parts into which a handler may cut its work; chosen. */
const MOST_PARTS = 20;

/**
 * Predicts what would become of letters that went home now, in this order: their present handlers run on copies of what
 * they read, each delivery after the other, so that letters see each other's effects. A delivery that fails is repeated as
 * its queue would. Nothing is written to AWS, and nothing is sent.
 */
export const predict = async (
  clients: Clients,
  letters: readonly Letter[],
  options: DryRunOptions,
): Promise<Prediction[]> => {
  const predictions = new Map<Letter, Prediction>();
  const settle: Settle = (letter, worker, outcome, failures = []) => {
    predictions.set(letter, { letter, worker, outcome, failures });
    options.onProgress?.({ predicted: predictions.size, letters: letters.length });
  };
  const pending = await firstDeliveries(clients, letters, options, settle);
  await deliverAll(clients, pending, options, settle);
  return letters.flatMap((letter) => predictions.get(letter) ?? []);
};

/** A message on its way to its next delivery. */
interface Pending {
  readonly letter: Letter;
  readonly worker: Worker;
  readonly message: Message;
  /** Epoch milliseconds. */
  readonly due: number;
  readonly failures: readonly string[];
  /** What the first part came to, and how many there were, of work that is done in parts. */
  readonly parts: { readonly word: string; readonly count: number } | undefined;
}

/** Delivers what is due, the earliest first, until everything is settled. */
const deliverAll = async (
  clients: Clients,
  pending: Pending[],
  { now, stop }: DryRunOptions,
  settle: Settle,
): Promise<void> => {
  const read = createTableReader(clients);
  let process: DryRunProcess | undefined;
  try {
    while (pending.length > 0 && !stop?.aborted) {
      const next = takeEarliest(pending);
      const { worker, message, due } = next;
      if (!process?.alive) process = await startProcess(read, now());
      const payload = eventOf(message, worker.queueArn);
      const delivered = await process.deliver({ function: worker.function, payload, at: due });
      const after = following(next, delivered);
      if ('due' in after) pending.push(after);
      else settle(next.letter, worker.function.name, after, next.failures);
    }
  } finally {
    await process?.close();
  }
};

type Settle = (letter: Letter, worker: string, outcome: Outcome, failures?: readonly string[]) => void;

const firstDeliveries = async (
  clients: Clients,
  letters: readonly Letter[],
  options: DryRunOptions,
  settle: Settle,
): Promise<Pending[]> => {
  const workers = new Map<string, Promise<Worker | OperatorError>>();
  const now = options.now();
  const pending: Pending[] = [];
  for (const letter of letters) {
    const home = await findHome(clients, letter);
    if (home.kind !== 'queue') {
      settle(letter, '', outcomeWithoutWorker(home));
      continue;
    }
    const { queue } = home;
    const found = workers.get(queue.arn) ?? findWorker(clients, queue, options).catch(onlyOperatorErrors);
    workers.set(queue.arn, found);
    const worker = await found;
    if (worker instanceof OperatorError) settle(letter, queue.name, { kind: 'unknown', why: worker.message });
    else pending.push(firstDelivery(letter, worker, now));
  }
  return pending;
};

const onlyOperatorErrors = (error: unknown) => {
  if (error instanceof OperatorError) return error;
  throw error;
};

const outcomeWithoutWorker = (home: Exclude<FoundHome, { kind: 'queue' }>): Outcome =>
  home.kind === 'bus' ? { kind: 'announced', bus: home.bus } : { kind: 'unknown', why: home.why };

const firstDelivery = (letter: Letter, worker: Worker, now: number): Pending => ({
  letter,
  worker,
  message: {
    messageId: letter.id,
    body: letter.body,
    attributes: broughtBack(letter, redriveOf(letter, now)).attributes,
    traceHeader: letter.systemAttributes['AWSTraceHeader'],
    receiveCount: 1,
    sentAt: now,
  },
  due: now,
  failures: [],
  parts: undefined,
});

/** As whoever brings it back counts: by it a worker tells a letter that came home from one that is on its way to the dead letters. */
const redriveOf = ({ cause }: Letter, now: number): Redrive => ({
  runId: 'dry-run',
  count: (cause.redrive?.count ?? 0) + 1,
  by: 'dry-run',
  on: isoOf(now),
});

/** Removes and returns the first one of those that are due first. */
const takeEarliest = (pending: Pending[]): Pending => {
  const earliest = pending.reduce((one, other) => (other.due < one.due ? other : one));
  pending.splice(pending.indexOf(earliest), 1);
  return earliest;
};

/** What comes after a delivery: the next one, or the end. */
const following = (pending: Pending, delivered: Delivered): Pending | Outcome => {
  const { worker, message } = pending;
  const verdict = judgeDelivery(delivered, { ...worker, messageId: message.messageId });
  if (verdict.kind === 'ended') return withParts(pending, verdict.outcome);
  if (verdict.kind === 'continued') return nextPart(pending, verdict.word, verdict.rest, delivered.endedAt);
  return nextDelivery(pending, verdict, delivered);
};

const withParts = ({ parts }: Pending, outcome: Outcome): Outcome =>
  parts && outcome.kind === 'done' ? { kind: 'done', word: parts.word, then: outcome.word } : outcome;

const nextPart = (pending: Pending, word: string, rest: SentMessage, due: number): Pending | Outcome => {
  const { letter, message, parts = { word, count: 1 } } = pending;
  if (parts.count === MOST_PARTS)
    return { kind: 'done', word: parts.word, then: `still ${word} after ${MOST_PARTS} parts` };
  const attributes = Object.fromEntries(
    Object.entries(rest.attributes).map(([name, stringValue]): [string, LetterAttribute] => [
      name,
      { dataType: 'String', stringValue },
    ]),
  );
  return {
    ...pending,
    message: {
      ...message,
      messageId: `${letter.id}:${parts.count}`,
      body: rest.body,
      attributes,
      receiveCount: 1,
      sentAt: due,
    },
    due,
    failures: [],
    parts: { ...parts, count: parts.count + 1 },
  };
};

const nextDelivery = (
  pending: Pending,
  { error, killed }: Extract<Verdict, { kind: 'failed' }>,
  { calls, endedAt }: Delivered,
): Pending | Outcome => {
  const { worker, message, failures } = pending;
  const { receiveCount } = message;
  // Killed twice in the same way: the deliveries that are left would cost their time and end likewise.
  const isHopeless = killed !== undefined && failures.at(-1) === error;
  if (isHopeless || receiveCount === worker.maxReceiveCount)
    return {
      kind: 'dead',
      deathClass: killed ? 'KILLED' : 'EXHAUSTED',
      errorCode: killed ?? 'Unknown',
      reason: error,
    };
  if (receiveCount === MOST_DELIVERIES)
    return {
      kind: 'unknown',
      why: `still fails at its ${receiveCount}th delivery, and its queue never gives up: ${error}`,
    };
  return {
    ...pending,
    message: { ...message, receiveCount: receiveCount + 1 },
    due:
      endedAt +
      1000 *
        (killed ? worker.visibilityTimeoutSeconds : (calls.hiddenSeconds ?? worker.visibilityTimeoutSeconds)),
    failures: [...failures, error],
  };
};
