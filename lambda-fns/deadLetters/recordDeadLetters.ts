import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { holdLetters } from '../../letters/core/readLetters.ts';
import { describeQueue } from '../../letters/core/queues.ts';
import type { DeadLetterQueue } from '../../letters/core/Letter.ts';
import { RecordDeadLetters } from '../../model/deadLetters/messages.ts';
import { queueTags } from '../../model/queueTags.ts';
import { eachRecord, type Unfinished } from '../platform/eachRecord.ts';
import { environment } from '../platform/environment.ts';
import { RetryableError } from '../platform/errors.ts';
import { inParallel } from '../platform/inParallel.ts';
import { buriedSet, logCounted } from '../platform/metrics.ts';
import { now } from '../platform/now.ts';
import { sqs } from '../platform/queues.ts';
import { entities } from './shared/entities.ts';
import { rememberScan } from './shared/scans.ts';
import { closeLetter, type FoundLetter, MAX_BODY_BYTES, recordLetter } from './shared/letters.ts';
import { clients, findStageQueue, stageQueues } from './shared/stageQueues.ts';

/**
 * Keeps a row of each letter that lies in a dead-letter queue of the stage. The first message of a look asks SQS how many
 * there are, and sends a message for each queue that has not as many as were recorded.
 */
export const handler = eachRecord({
  step: 'recordDeadLetters',
  schema: RecordDeadLetters,
  entityType: 'queue',
  entityIdPaths: ['queue', 'scan'],
  handle: async (message) => (message.scan === 'all' ? lookAtAll() : recordQueue(message.queue)),
});

/** Requests under way at once; chosen. */
const QUEUES_AT_ONCE = 8;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MAX_BATCH = 10;

/** As many letters may leave as come: then the count does not change, and only a look at all of them tells. Chosen. */
const LOOK_AGAIN_SECONDS = 3600;

const lookAtAll = async () => {
  const instant = now();
  const { data: scans } = await entities.QueueScan.query.all({}).go({ pages: 'all' });
  const seen = new Map(scans.map((scan) => [scan.queue, scan]));
  const looks = await inParallel(await stageQueues(), QUEUES_AT_ONCE, async ({ name, url }) => {
    const scan = seen.get(name);
    const count = await countOf(url);
    const isOld =
      count > 0 && Date.parse(scan?.scannedOn ?? '') < (instant.seconds - LOOK_AGAIN_SECONDS) * 1000;
    return count !== (scan?.recorded ?? 0) || isOld || scan?.isStale ? [name] : [];
  });
  const changed = looks.flat();
  for (let first = 0; first < changed.length; first += MAX_BATCH)
    await sendScans(changed.slice(first, first + MAX_BATCH));
  return `${changed.length} changed`;
};

/** Letters in a queue, whether or not somebody holds them at the moment. SQS's own counts are approximate. */
const countOf = async (url: string) => {
  const { visible, inFlight, delayed } = await describeQueue(clients, url);
  return visible + inFlight + delayed;
};

const sendScans = async (names: readonly string[]) => {
  const Entries = names.map((queue, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify({ scan: 'queue', queue } satisfies RecordDeadLetters),
  }));
  const { Failed = [] } = await sqs.send(
    new SendMessageBatchCommand({ QueueUrl: environment.QUEUE_URL, Entries }),
  );
  if (Failed.length > 0)
    throw new RetryableError('InternalFailure', `SQS took all but ${Failed.length} queues`);
};

/** Letters seen in one look at most, and text kept of them: a function has 256 MB. Chosen. */
const MAX_SEEN = 10_000;
const MAX_TEXT = 32 * 1024 * 1024;

/** What one message writes at most. The rest is left to another one. Chosen: a half of its function's minute. */
const MAX_WRITES = 1000;
const MAX_MILLISECONDS = 30_000;
const WRITES_AT_ONCE = 8;

/** Longer than a message takes: letters that were seen are not seen again meanwhile. */
const HIDE_SECONDS = 90;

/**
 * A letter that was found a moment ago is not taken for gone: SQS's counts are right about a minute after the last change.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
const SETTLED_MS = 60_000;

const recordQueue = async (name: string): Promise<string | Unfinished> => {
  const queue = await findStageQueue(name);
  // Its stack was deleted, and its letters with it.
  const look = queue ? await lookAt(queue) : { letters: [], isWhole: true, isCut: false };
  const { data: open } = await entities.DeadLetter.query
    .byQueue({ queue: name })
    .go({ pages: 'all', attributes: ['letterId', 'recordedOn'] });
  const known = new Set(open.map(({ letterId }) => letterId));
  const seen = new Set(look.letters.map(({ id }) => id));
  const found = look.letters.filter(({ id }) => !known.has(id));
  const missing = look.isWhole ? open.filter(({ letterId }) => !seen.has(letterId)) : [];
  const left = missing.filter(({ recordedOn }) => Date.parse(recordedOn) <= Date.now() - SETTLED_MS);
  const rest = await writeEach([
    ...found.map((letter) => () => record(letter, queue?.tags[queueTags.step])),
    ...left.map(
      ({ letterId }) =>
        () =>
          closeLetter(letterId, 'GONE'),
    ),
  ]);
  const outcome = `${found.length} found, ${left.length} left`;
  if (rest > 0) return { outcome: `${outcome}, ${rest} of them later`, isUnfinished: true };
  if (look.isCut && found.length > 0)
    return { outcome: `${outcome}, and there are more`, isUnfinished: true };
  if (look.isWhole && left.length === missing.length) await rememberScan(name, look.letters.length, false);
  return outcome;
};

/** Records a letter. What SQS itself moved here its worker never counted: it was killed each time. */
const record = async (letter: FoundLetter, step: string | undefined) => {
  const outcome = await recordLetter(letter);
  const { deathClass, errorCode, entityType, entityId, traceId } = letter.cause;
  if (outcome !== 'recorded' || deathClass !== 'KILLED' || step === undefined) return;
  const fields = { step, entityType, entityId, messageId: letter.id, traceId, deathClass, errorCode };
  logCounted('error', 'dead letter', fields, [buriedSet(1)]);
};

interface Look {
  readonly letters: readonly FoundLetter[];
  /** Whether these are all that are in the queue: nobody else holds any. */
  readonly isWhole: boolean;
  /** Whether there are more than one look sees. */
  readonly isCut: boolean;
}

/** Sees all letters of a queue, as far as nobody else holds them, and gives them back. */
const lookAt = async (queue: DeadLetterQueue): Promise<Look> => {
  const letters: FoundLetter[] = [];
  const full = new AbortController();
  let text = 0;
  const held = await holdLetters(clients, queue, {
    limit: MAX_SEEN,
    scanLimit: MAX_SEEN,
    hideSeconds: HIDE_SECONDS,
    stop: full.signal,
    keep: ({ id, cause, body }) => {
      const bytes = Buffer.from(body);
      // A copy: the start of a text would keep all of it.
      letters.push({ id, queue: queue.name, cause, body: startOf(bytes), bodyBytes: bytes.length });
      text += Math.min(bytes.length, MAX_BODY_BYTES);
      if (text > MAX_TEXT) full.abort();
      return false;
    },
  });
  const isWhole = held.complete && (await countOf(queue.url)) === letters.length;
  // Of more than one look sees, these stay hidden, so that the next look sees others.
  if (held.complete) await held.release();
  return { letters, isWhole, isCut: !held.complete };
};

const startOf = (bytes: Buffer) => Buffer.from(bytes.subarray(0, MAX_BODY_BYTES)).toString();

/** Does what it can in the time of one message, a few at once. Returns how many are left over. */
const writeEach = async (writes: readonly (() => Promise<unknown>)[]): Promise<number> => {
  const until = Date.now() + MAX_MILLISECONDS;
  const part = writes.slice(0, MAX_WRITES);
  const done = await inParallel(part, WRITES_AT_ONCE, async (write) => {
    if (Date.now() > until) return 0;
    await write();
    return 1;
  });
  return writes.length - done.reduce((sum: number, count) => sum + count, 0);
};
