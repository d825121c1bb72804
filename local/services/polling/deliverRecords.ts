import type { InFlight } from '../../platform/Activity.ts';
import { callAction } from '../../platform/Call.ts';
import { isoTime } from '../../platform/Clock.ts';
import type { World } from '../../platform/World.ts';
import { invariant } from '../../platform/errors.ts';
import type { StreamEntry, Streams } from '../dynamodb/DynamoDb.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import type { Discarded, StreamConsumer } from './StreamConsumer.ts';
import { backoffMs, type PollerTasks } from './createPollerTasks.ts';

/** What a delivery reaches, and the tasks it is one of. */
export interface DeliveryContext {
  readonly world: World;
  readonly sqs: Sqs;
  readonly streams: Streams;
  readonly tasks: PollerTasks;
  readonly self: InFlight;
}

/** Delivers records in order, until each was delivered or discarded. Returns false where the poller is closed before. */
export async function deliverRecords<Response>(
  consumer: StreamConsumer<Response>,
  context: DeliveryContext,
  entries: readonly StreamEntry[],
): Promise<boolean> {
  let pieces: readonly (readonly StreamEntry[])[] = [entries];
  for (;;) {
    const [piece, ...rest] = pieces;
    if (!piece) return true;
    if (context.tasks.closed) return false;
    pieces = piece.length === 0 ? rest : [...(await deliverPiece(consumer, context, piece)), ...rest];
  }
}

/**
 * Returns what of the piece remains to be delivered, in order. After progress the rest is a piece of
 * its own, whose retries count anew. A piece that failed whole is tried again, or halved where the
 * consumer bisects, which uses up no retry.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 */
async function deliverPiece<Response>(
  consumer: StreamConsumer<Response>,
  context: DeliveryContext,
  piece: readonly StreamEntry[],
): Promise<(readonly StreamEntry[])[]> {
  const { maximumRetryAttempts, bisectBatchOnError, expiredCondition } = consumer;
  let attempts = 0;
  let response: Response | undefined;
  const discard = (entries: readonly StreamEntry[], condition: string) =>
    discardRecords(consumer, context, { entries, condition, attempts, response });

  for (let waits = 0; ; waits++) {
    const { expired, live } = splitExpired(consumer, context, piece);
    if (expired.length > 0) {
      await discard(expired, expiredCondition);
      return [live];
    }
    const delivery = await consumer.deliver(piece);
    if (delivery.remaining.length < piece.length) return [delivery.remaining];
    if (delivery.attempted) {
      attempts++;
      response = delivery.response;
      if (bisectBatchOnError && piece.length > 1) return halvesOf(piece);
      if (maximumRetryAttempts >= 0 && attempts > maximumRetryAttempts) {
        await discard(piece, 'RetryAttemptsExhausted');
        return [];
      }
    }
    if (!(await context.tasks.pause(context.self, backoffMs(waits)))) return [piece];
  }
}

/** How long a stream keeps its records: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const RECORD_LIFETIME_SECONDS = 24 * 60 * 60;

/** Splits the records that are too old to be tried from those that are not. Both keep their order. */
function splitExpired<Response>(
  { maximumRecordAgeSeconds }: StreamConsumer<Response>,
  { world }: DeliveryContext,
  entries: readonly StreamEntry[],
) {
  const lifetime = maximumRecordAgeSeconds === -1 ? RECORD_LIFETIME_SECONDS : maximumRecordAgeSeconds;
  const oldest = world.clock.now() / 1000 - lifetime;
  const isExpired = ({ record }: StreamEntry) => record.dynamodb.ApproximateCreationDateTime < oldest;
  return { expired: entries.filter(isExpired), live: entries.filter((entry) => !isExpired(entry)) };
}

function halvesOf(piece: readonly StreamEntry[]) {
  const middle = Math.ceil(piece.length / 2);
  return [piece.slice(0, middle), piece.slice(middle)];
}

/** Reports discarded records to the feed, and to the on-failure queue where the consumer has one. */
async function discardRecords<Response>(
  consumer: StreamConsumer<Response>,
  { world, sqs, streams }: Pick<DeliveryContext, 'world' | 'sqs' | 'streams'>,
  discarded: Discarded<Response>,
): Promise<void> {
  const { source, streamArn, onFailureArn } = consumer;
  const { entries, condition } = discarded;
  const [first] = entries;
  invariant(first, 'Nothing is discarded');
  const QueueUrl = onFailureArn && sqs.urlOf(onFailureArn);
  const destination = onFailureArn
    ? `; ${QueueUrl ? 'reported to' : 'not reported, because there is no'} ${onFailureArn}`
    : '';
  world.feed.publish({
    kind: 'failure',
    traceId: first.traceId,
    source,
    code: condition,
    message: `Gave up ${entries.length} record(s) of ${streamArn} from sequence number ${first.record.dynamodb.SequenceNumber} on${destination}.`,
  });
  if (!QueueUrl) return;
  const document = {
    ...consumer.onFailureContext(discarded),
    version: '1.0',
    timestamp: isoTime(world.clock.now()),
    DDBStreamBatchInfo: {
      shardId: streams.shardIdOf(streamArn),
      ...streamBatchInfo(streamArn, first, entries),
    },
  };
  const input = { QueueUrl, MessageBody: JSON.stringify(document) };
  await callAction(sqs.actions, 'SendMessage', input, await consumer.callFor(first.traceId));
}

/**
 * The document names the records by position and leaves their content out.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html
 */
function streamBatchInfo(streamArn: string, first: StreamEntry, entries: readonly StreamEntry[]) {
  const start = first.record.dynamodb;
  const end = (entries.at(-1) ?? first).record.dynamodb;
  return {
    startSequenceNumber: start.SequenceNumber,
    endSequenceNumber: end.SequenceNumber,
    approximateArrivalOfFirstRecord: isoTime(start.ApproximateCreationDateTime * 1000),
    approximateArrivalOfLastRecord: isoTime(end.ApproximateCreationDateTime * 1000),
    batchSize: entries.length,
    streamArn,
  };
}
