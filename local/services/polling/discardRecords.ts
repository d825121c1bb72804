import { callAction } from '../../platform/Call.ts';
import { isoTime } from '../../platform/Clock.ts';
import { invariant } from '../../platform/errors.ts';
import type { World } from '../../platform/World.ts';
import type { StreamEntry } from '../dynamodb/DynamoDb.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import type { Discarded, StreamConsumer } from './StreamConsumer.ts';

/** Reports discarded records to the feed, and to the on-failure queue where the consumer has one. */
export async function discardRecords<Response>(
  consumer: StreamConsumer<Response>,
  { world, sqs }: { world: World; sqs: Sqs },
  discarded: Discarded<Response>,
): Promise<void> {
  const { source, streamArn, onFailureArn } = consumer;
  const { entries, condition } = discarded;
  const [first] = entries;
  invariant(first, 'Nothing is discarded');
  const QueueUrl = onFailureArn && sqs.urlOf(onFailureArn);
  const destination = onFailureArn
    ? `; told ${QueueUrl ? '' : 'nobody, for there is no '}${onFailureArn}`
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
    DDBStreamBatchInfo: streamBatchInfo(streamArn, first, entries),
  };
  const input = { QueueUrl, MessageBody: JSON.stringify(document) };
  await callAction(sqs.actions, 'SendMessage', input, consumer.callFor(first.traceId));
}

/** A stream has one shard here, and consumers inside the cloud never learn its name. */
const SHARD_ID = 'shardId-00000000000000000000-00000000';

/**
 * Where the records are, not what they say.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html
 */
function streamBatchInfo(streamArn: string, first: StreamEntry, entries: readonly StreamEntry[]) {
  const start = first.record.dynamodb;
  const end = (entries.at(-1) ?? first).record.dynamodb;
  return {
    shardId: SHARD_ID,
    startSequenceNumber: start.SequenceNumber,
    endSequenceNumber: end.SequenceNumber,
    approximateArrivalOfFirstRecord: isoTime(start.ApproximateCreationDateTime * 1000),
    approximateArrivalOfLastRecord: isoTime(end.ApproximateCreationDateTime * 1000),
    batchSize: entries.length,
    streamArn,
  };
}
