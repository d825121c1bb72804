import type { World } from '../../platform/World.ts';
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
      while (!tasks.closed) {
        const { records, position: next } = streams.read(streamArn, position.current, batchSize);
        if (records.length === 0 || (records.length < batchSize && window.holdsBack())) return;
        window.close();
        await deliverRecords(consumer, { world, sqs, tasks, self }, records.filter(passes));
        if (!tasks.closed) position.moveTo(next);
      }
    },
  });
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
