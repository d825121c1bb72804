import { setTimeout } from 'node:timers/promises';
import { ListDeadLetterSourceQueuesCommand } from '@aws-sdk/client-sqs';
import { createClients } from '../../letters/core/clients.ts';
import { createMatcher, type Filter } from '../../letters/core/filters.ts';
import type { Holder } from '../../letters/core/history.ts';
import type { DeadLetterQueue, Letter } from '../../letters/core/Letter.ts';
import { createLetterReader } from '../../letters/core/letterReader.ts';
import { nameOf } from '../../letters/core/queues.ts';
import { redrive } from '../../letters/core/redrive.ts';
import { createRowHistory } from '../../letters/core/rowHistory.ts';
import { counted, newRun, type Outcome, type RedriveRequest, type Run } from '../../letters/core/runs.ts';
import { deleteLetters } from '../../letters/core/sendLetters.ts';
import { MoveLetters } from '../../model/deadLetters/messages.ts';
import { documentClient } from '../platform/bindEntity.ts';
import { sqs } from '../platform/queues.ts';
import { eachRecord, type Unfinished } from '../platform/eachRecord.ts';
import { environment } from '../platform/environment.ts';
import { PermanentError } from '../platform/errors.ts';
import { inParallel } from '../platform/inParallel.ts';
import { editOne } from './shared/editOne.ts';
import { entities } from './shared/entities.ts';
import { closeLetter } from './shared/letters.ts';
import { createRunNews } from './shared/runNews.ts';
import { rememberScan } from './shared/scans.ts';
import { findStageQueue } from './shared/stageQueues.ts';

/**
 * Does what an Admin asked for to the letters of a queue: brings them back, deletes them, or changes one. Of a run that takes longer
 * than a message it does a part. A run that was killed goes on when its message is delivered again.
 */
export const handler = eachRecord({
  step: 'moveLetters',
  schema: MoveLetters,
  entityType: 'run',
  entityIdPaths: ['runId'],
  handle: async (asked) => {
    const queue = await findStageQueue(asked.queue);
    if (!queue) throw new PermanentError('NotFound', `There is no dead-letter queue ${asked.queue}`);
    const found = await history.find(asked.runId);
    if (found && isOver(found)) return 'over';
    const run = found ?? (await beginOf(asked, queue));
    if (asked.action === 'REDRIVE') return bringBack(run, queue);
    return asked.action === 'DISCARD' ? discard(run, queue) : edit(run, queue, asked);
  },
});

const now = () => Date.now();
const clients = createClients();
const clock = { now, pause: async (ms: number) => void (await setTimeout(ms)) };
const history = createRowHistory({ client: documentClient, table: environment.TABLE_NAME, now });

/** A part of a run holds the queue's lock under the run's own name: the next part is not in the way of this one. */
const holderOf = ({ runId }: Run): Holder => ({ name: `job:${runId}`, isGone: () => false, now });

/** What a part has not done by then is left to the next: half of its function's minute. Chosen. */
const PART_MS = 30_000;

/** The ending of a part that time ended, and of nothing else. */
const UNFINISHED = 'To be continued';

const isOver = ({ status, ending }: Run) =>
  status === 'DONE' || status === 'FAILED' || (status === 'STOPPED' && ending !== UNFINISHED);

const filterOf = (asked: MoveLetters): Filter => {
  if (asked.action === 'EDIT') return { ids: [asked.letterId] };
  if (asked.action === 'DISCARD') return { ids: asked.ids };
  const { ids, errorCode, deathClass, failingStep, entityType, entityId, diedFrom, diedBefore } = asked;
  return {
    ids,
    errorCodes: errorCode === undefined ? undefined : [errorCode],
    deathClasses: deathClass === undefined ? undefined : [deathClass],
    steps: failingStep === undefined ? undefined : [failingStep],
    entityType,
    entityId,
    newerThan: diedFrom,
    olderThan: diedBefore,
  };
};

/** Chosen: a message that dies so often needs a person. */
const MAX_REDRIVES = 3;

/** Chosen, as the command line has them: a tenth may die again, and a stage is over once it is quiet for ten seconds. */
const requestOf = (asked: MoveLetters): RedriveRequest | undefined =>
  asked.action !== 'REDRIVE'
    ? undefined
    : {
        ...(asked.rate && { rate: asked.rate }),
        ramp: asked.ramp ? [0.01, 0.1, 1] : [1],
        deathLimit: { share: 0.1 },
        maxRedrives: MAX_REDRIVES,
        released: [...(asked.ids ?? [])],
        settleSeconds: asked.ramp ? 10 : 0,
        settleLimitSeconds: asked.ramp ? 60 : 0,
      };

/** The run at its beginning, planned by the rows of the letters that lie in the queue. */
const beginOf = async (asked: MoveLetters, queue: DeadLetterQueue): Promise<Run> => {
  const filter = filterOf(asked);
  const planned = filter.ids?.length ?? (await openRows(queue.name)).length;
  const run = newRun(Date.parse(asked.startedOn), 'job', {
    action: asked.action,
    queue,
    by: asked.by,
    reason: asked.reason,
    planned,
    redrive: requestOf(asked),
    filter,
  });
  return { ...run, runId: asked.runId };
};

const openRows = async (queue: string) =>
  (await entities.DeadLetter.query.byQueue({ queue }).go({ pages: 'all', attributes: ['letterId'] })).data;

const bringBack = async (run: Run, queue: DeadLetterQueue): Promise<string | Unfinished> => {
  const news = createRunNews(now);
  const stop = AbortSignal.timeout(PART_MS);
  const ended = await redrive(run, {
    clients,
    clock,
    history,
    holder: holderOf(run),
    queue,
    matches: createMatcher(run.filter ?? {}),
    homeOf: (letter) => homeOf(letter, queue),
    stop,
    onProgress: news.tell,
  });
  const isUnfinished = stop.aborted && ended.status === 'STOPPED';
  const after = isUnfinished
    ? { ...ended, status: 'RUNNING' as const, ending: UNFINISHED }
    : await sayingWhatStays(ended);
  if (isUnfinished) await history.save(after, holderOf(run));
  return finish(after, queue, news);
};

/** The run with what to do with letters that it could not bring back, by the example of the first. */
const sayingWhatStays = async (run: Run): Promise<Run> => {
  if (!run.counts.NO_HOME) return run;
  const stays = (await history.outcomesOf(run.runId)).find(({ outcome }) => outcome === 'NO_HOME');
  const after = { ...run, ending: `${run.ending} ${run.counts.NO_HOME} stay. ${stays?.detail}` };
  await history.end(after, holderOf(run));
  return after;
};

/**
 * The queue it came from, of the same account: SQS names it beside every letter that it moved itself. One that was edited was
 * sent, and comes from the only queue whose letters lie here. Events and stream records come from none.
 */
const homeOf = async ({ id, systemAttributes }: Letter, queue: DeadLetterQueue) => {
  const arn = systemAttributes['DeadLetterQueueSourceArn'];
  const urls = arn
    ? [`${queue.url.slice(0, queue.url.lastIndexOf('/'))}/${nameOf(arn)}`]
    : await sourcesOf(queue);
  const [url, ...others] = urls;
  if (url !== undefined && others.length === 0) return { name: nameOf(url), url };
  return {
    why: `Letter ${id} came from no queue: bring it back with npm run letters -- redrive ${queue.name} --id ${id}.`,
  };
};

const sourcesOf = async ({ url: QueueUrl }: DeadLetterQueue): Promise<string[]> =>
  (await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl }))).queueUrls ?? [];

/** Changes a letter. One that cannot be changed so is the run's ending, and nothing to try again. */
const edit = async (
  run: Run,
  queue: DeadLetterQueue,
  asked: Extract<MoveLetters, { action: 'EDIT' }>,
): Promise<string> => {
  const holder = holderOf(run);
  // The queue is looked at anew, should this be killed before the rows are written: its count does not change.
  await rememberScan(queue.name, (await openRows(queue.name)).length, true);
  const ended = await editOne(run, queue, asked, { clients, clock, history, holder });
  await createRunNews(now).end(ended);
  return ended.status;
};

/** Letters deleted at once: what a request of SQS takes. */
const BATCH = 10;

const discard = async (asked: Run, queue: DeadLetterQueue): Promise<string | Unfinished> => {
  const holder = holderOf(asked);
  const news = createRunNews(now);
  const until = now() + PART_MS;
  await history.begin(asked, holder);
  let run = counted({ ...asked, counts: {} }, await history.outcomesOf(asked.runId));
  const matches = createMatcher(asked.filter ?? {});
  const reader = createLetterReader(clients, queue, { clock, onReceived: matches });
  try {
    for (;;) {
      const letters = now() < until ? await reader.next(BATCH) : [];
      if (letters.length === 0) break;
      // Kept before it is gone.
      for (const letter of letters) await history.keepOriginal(run.runId, letter.id, lineOf(letter));
      const kept = await deleteLetters(clients.sqs, queue.url, letters);
      const gone = letters.filter(({ id }) => !kept.has(id));
      const outcomes = gone.map(({ id }): Outcome => ({ id, outcome: 'DELETED' }));
      await history.record(run.runId, outcomes);
      run = counted(run, outcomes);
      reader.forget(gone);
      news.tell(run);
    }
  } finally {
    await reader.release();
  }
  const iso = new Date(now()).toISOString();
  if (now() < until) {
    run = {
      ...run,
      status: 'DONE',
      ending: `${run.counts.DELETED ?? 0} are deleted.`,
      updatedOn: iso,
      endedOn: iso,
    };
    await history.end(run, holder);
  }
  return finish(run, queue, news);
};

/** A letter as the history keeps it: all that it takes to send it again. */
const lineOf = ({ id, body, attributes, systemAttributes }: Letter) =>
  JSON.stringify({ id, body, attributes, systemAttributes });

/** Rows written at once; chosen. */
const ROWS_AT_ONCE = 8;

/** Closes the rows of letters that left, and tells how far the run is. */
const finish = async (
  run: Run,
  queue: DeadLetterQueue,
  news: ReturnType<typeof createRunNews>,
): Promise<string | Unfinished> => {
  const left = new Set(
    (await history.outcomesOf(run.runId))
      .filter(({ outcome }) => outcome === 'SENT' || outcome === 'DELETED')
      .map(({ id }) => id),
  );
  const open = await openRows(queue.name);
  const rows = open.filter(({ letterId }) => left.has(letterId));
  const status = run.action === 'DISCARD' ? 'DISCARDED' : 'REDRIVEN';
  await inParallel(rows, ROWS_AT_ONCE, ({ letterId }) => closeLetter(letterId, status));
  await rememberScan(queue.name, open.length - rows.length, true);
  await news.end(run);
  return run.status === 'RUNNING' ? { outcome: 'a part', isUnfinished: true } : run.status;
};
