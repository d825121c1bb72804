import { AwsError } from '../../platform/AwsError.ts';
import type { BatchItem } from '../../platform/Feed.ts';
import { NO_TRACE, traceIdOf } from '../../platform/traceIds.ts';
import type { InvocationResult } from '../lambda/Lambda.ts';
import type { QueueBatch } from '../polling/createBatchBuffer.ts';
import type { QueueRecord } from '../polling/createQueueClient.ts';
import { backoffMs } from '../polling/createPollerTasks.ts';
import { parseBatchResponse } from '../polling/parseBatchResponse.ts';
import type { Poller } from '../polling/startPoller.ts';
import { type QueueDeliveryContext, startQueuePoller } from '../polling/startQueuePoller.ts';
import {
  type EventSourceMapping,
  mappingCall,
  type MappingContext,
  sourceCall,
} from './EventSourceMappings.ts';

/** Invokes a function with a queue's messages: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function startQueueMapping(context: MappingContext, mapping: EventSourceMapping): Poller {
  checkQueueMapping(mapping);
  const { functionArn, eventSourceArn, batchSize, maximumBatchingWindowMs, maximumConcurrency, filters } =
    mapping;
  return startQueuePoller(context, {
    source: functionArn,
    queueArn: eventSourceArn,
    batchSize,
    maximumBatchingWindowMs,
    maximumConcurrency,
    ...(mapping.reportBatchItemFailures && { redeliveriesAtOnce: MOST_RECEIVES }),
    filters,
    newCall: () => sourceCall(context, mapping),
    async deliver(batch, delivery) {
      const result = await invoke(context, mapping, batch, delivery);
      if (!result || result.functionError) return [];
      if (!mapping.reportBatchItemFailures) return batch.records;
      const failed = failedIn(context, mapping, batch, result);
      return batch.records.filter(({ messageId }) => !failed.has(messageId));
    },
  });
}

/**
 * "When `ReportBatchItemFailures` is activated, Lambda doesn't scale down message polling when function invocations fail":
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting. Here it
 * does after the most receives that a redrive policy allows, so that a test ends.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const MOST_RECEIVES = 1000;

/**
 * Retries a throttled invocation with growing delays for as long as the batch is hidden. After that the
 * messages wait for their visibility timeout.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-backoff-strategy
 */
async function invoke(
  { world, lambda }: MappingContext,
  mapping: EventSourceMapping,
  batch: QueueBatch,
  { queue, tasks, self }: QueueDeliveryContext,
): Promise<InvocationResult | undefined> {
  const call = {
    ...mappingCall(world, mapping, traceIdIn(batch.first)),
    batch: batch.records.map(batchItemOf),
  };
  for (let attempt = 0; ; attempt++) {
    try {
      return await lambda.invoke(mapping.functionArn, { Records: batch.records }, call);
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'TooManyRequestsException')) throw error;
      const hiddenUntil = batch.receivedAt + (await queue.visibilityTimeoutMs());
      if (world.clock.now() + backoffMs(attempt) >= hiddenUntil) throw error;
      if (!(await tasks.pause(self, backoffMs(attempt)))) return undefined;
    }
  }
}

/** Returns the message ids that failed; all of them where the response cannot be understood. */
function failedIn(
  { world }: MappingContext,
  { functionArn }: EventSourceMapping,
  { records, first }: QueueBatch,
  { payload }: InvocationResult,
): ReadonlySet<string> {
  const ids = new Set(records.map(({ messageId }) => messageId));
  const response = parseBatchResponse(payload, (identifier) => ids.has(identifier));
  if ('failed' in response) return new Set(response.failed);
  world.feed.publish({
    kind: 'failure',
    traceId: traceIdIn(first) ?? null,
    source: functionArn,
    code: 'InvalidBatchResponse',
    message: `The whole batch of ${ids.size} counts as failed: ${response.invalid}.`,
  });
  return ids;
}

/** A message may itself name the trace that it is about, as a dead letter does. */
const batchItemOf = (record: QueueRecord): BatchItem => ({
  traceId: traceIdIn(record) ?? NO_TRACE,
  messageId: record.messageId,
});

const traceIdIn = ({ attributes }: QueueRecord) => traceIdOf(attributes['AWSTraceHeader']);

const LARGEST_WITHOUT_WINDOW = 10;
const LARGEST_BATCH = 10_000;

/** Throws where Lambda refuses a mapping: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html */
function checkQueueMapping({
  eventSourceArn,
  batchSize,
  maximumBatchingWindowMs,
  maximumConcurrency,
}: EventSourceMapping): void {
  const isFifo = eventSourceArn.endsWith('.fifo');
  if (batchSize < 1 || batchSize > (isFifo ? LARGEST_WITHOUT_WINDOW : LARGEST_BATCH)) {
    throw invalidMapping(`Batch size ${batchSize} is out of range for ${eventSourceArn}`);
  }
  if (isFifo && maximumBatchingWindowMs > 0)
    throw invalidMapping('Batching window is not supported for FIFO queues');
  if (batchSize > LARGEST_WITHOUT_WINDOW && maximumBatchingWindowMs === 0) {
    throw invalidMapping(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  if (maximumConcurrency !== undefined && (maximumConcurrency < 2 || maximumConcurrency > 1000)) {
    throw invalidMapping(`MaximumConcurrency must be between 2 and 1000, but was ${maximumConcurrency}`);
  }
}

const invalidMapping = (message: string) => new AwsError('InvalidParameterValueException', message);
