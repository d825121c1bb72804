import { turns } from '../../platform/Activity.ts';
import { NO_TRACE } from '../../platform/traceIds.ts';
import { streamPermissions } from '../dynamodb/permissions.ts';
import { authorize, isJudged } from '../iam/authorization/guardActions.ts';
import { deliverRecords } from './deliverRecords.ts';
import { createPositions } from './createPositions.ts';
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
  const position = (context.positions ?? createPositions(world)).of(streams, consumer);

  return startPoller(context, {
    source,
    maximumBatchingWindowMs,
    listen: (wake) => streams.onAppend(streamArn, wake),
    async poll({ tasks, window }, self) {
      await turns(TURNS_BEFORE_READING);
      await authorizeReading(context, consumer);
      while (!tasks.closed) {
        const { records, position: next } = streams.read(streamArn, position.current, batchSize);
        if (records.length === 0 || (records.length < batchSize && window.holdsBack())) return;
        window.close();
        const delivery = { world, sqs, streams, tasks, self };
        if (await deliverRecords(consumer, delivery, records.filter(passes))) position.moveTo(next);
      }
    },
  });
}

/**
 * Chosen: more than a realistic transaction takes, and well below a millisecond in an idle process. Whoever wrote a record
 * is answered before it is delivered, and what is written by many at about the same time is read together. AWS reads a
 * shard four times a second: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
const TURNS_BEFORE_READING = 6;

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
