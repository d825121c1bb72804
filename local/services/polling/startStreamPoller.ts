import type { World } from '../../platform/World.ts';
import { NO_TRACE } from '../../platform/traceIds.ts';
import { streamPermissions } from '../dynamodb/permissions.ts';
import { authorize, isJudged } from '../iam/authorization/guardActions.ts';
import type { StreamPosition, Streams } from '../dynamodb/DynamoDb.ts';
import { deliverRecords } from './deliverRecords.ts';
import { createStreamFilter } from './recordFilters.ts';
import { type Poller, type PollerContext, startPoller } from './startPoller.ts';
import type { StreamConsumer } from './StreamConsumer.ts';

/**
 * Delivers a table's stream to a consumer, in order: one batch is under way at a time, and the next
 * waits until every record of it was delivered or discarded.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function startStreamPoller<Response>(
  context: PollerContext,
  consumer: StreamConsumer<Response>,
): Poller {
  const { world, sqs, streams } = context;
  const { source, streamArn, batchSize, maximumBatchingWindowMs } = consumer;
  const passes = createStreamFilter(consumer.filters);
  const position = createPosition(world, streams, consumer);

  return startPoller(context, {
    source,
    maximumBatchingWindowMs,
    listen: (wake) => streams.onAppend(streamArn, wake),
    async poll({ tasks, window }, self) {
      await authorizeReading(context, consumer);
      while (!tasks.closed) {
        const { records, position: next } = streams.read(streamArn, position.current, batchSize);
        if (records.length === 0 || (records.length < batchSize && window.holdsBack())) return;
        window.close();
        await deliverRecords(consumer, { world, sqs, streams, tasks, self }, records.filter(passes));
        if (!tasks.closed) position.moveTo(next);
      }
    },
  });
}

/** What a consumer needs to read a stream: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
const READING = ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'];

/** Throws where the consumer's role may not read its stream. Pollers read without the API, so they ask for themselves. */
async function authorizeReading<Response>(
  { guard }: PollerContext,
  { streamArn, callFor }: StreamConsumer<Response>,
): Promise<void> {
  if (!guard) return;
  const call = await callFor(NO_TRACE);
  if (!isJudged(call.principal)) return;
  const requests = READING.map((action) => ({ action, resource: streamArn }));
  await authorize(guard, streamPermissions, call, requests);
}

/** How far a consumer has read a stream. A restart goes on from there. */
export interface Position {
  readonly current: StreamPosition;
  moveTo(position: StreamPosition): void;
}

const TREE = 'positions';

export function createPosition(
  { journal }: World,
  streams: Streams,
  { name, streamArn, startingPosition }: Pick<StreamConsumer, 'name' | 'streamArn' | 'startingPosition'>,
): Position {
  const key = `${name} ${streamArn}`;
  let current: StreamPosition;
  const moveTo = (position: StreamPosition) => {
    current = position;
    journal.append([{ tree: TREE, key, value: position }]);
  };
  const kept: unknown = journal.get(TREE, key);
  moveTo(typeof kept === 'number' ? kept : streams.positionAt(streamArn, startingPosition));
  return {
    get current() {
      return current;
    },
    moveTo,
  };
}
