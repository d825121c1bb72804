import type { InFlight } from '../../../platform/Activity.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import { traceIdOf } from '../../../platform/traceIds.ts';
import type { InvocationResult } from '../../lambda/Lambda.ts';
import { backoffMs } from '../backoffMs.ts';
import type { Work } from '../createWork.ts';
import type { EventSourceMapping } from '../EventSourceMappings.ts';
import { parseBatchResponse } from '../parseBatchResponse.ts';
import { pollerCall } from '../pollerCall.ts';
import type { PollerContext } from '../Poller.ts';
import type { Batch } from './Batch.ts';
import type { QueueClient } from './createQueueClient.ts';

export interface Delivery {
  readonly context: PollerContext;
  readonly mapping: EventSourceMapping;
  readonly queue: QueueClient;
  readonly work: Work;
}

/**
 * Invokes the function with a batch and deletes what it handled. Everything else stays in the
 * queue, and is received again once its visibility timeout is over.
 */
export async function deliverBatch(delivery: Delivery, batch: Batch, self: InFlight): Promise<void> {
  const { context, mapping, queue } = delivery;
  const traceId = traceIdOf(batch.records[0]!.attributes['AWSTraceHeader']);
  const result = await invoke(delivery, batch, pollerCall(context.world, mapping, traceId), self);
  if (!result || result.functionError) return;
  const failed = mapping.reportBatchItemFailures
    ? failedIn(delivery, batch, result, traceId)
    : new Set<string>();
  const handled = batch.records.filter(({ messageId }) => !failed.has(messageId));
  await queue.delete(handled.map(({ receiptHandle }) => ({ ReceiptHandle: receiptHandle })));
}

/**
 * A throttled invocation is tried again, ever later, for as long as the batch is hidden; then the
 * messages are let go without an answer.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-backoff-strategy
 */
async function invoke(
  { context: { world, lambda }, mapping, queue, work }: Delivery,
  batch: Batch,
  call: Call,
  self: InFlight,
): Promise<InvocationResult | undefined> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await lambda.invoke(mapping.functionArn, { Records: batch.records }, call);
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'TooManyRequestsException')) throw error;
      const hiddenUntil = batch.receivedAt + (await queue.visibilityTimeoutMs());
      if (world.clock.now() + backoffMs(attempt) >= hiddenUntil) throw error;
      if (!(await work.pause(self, backoffMs(attempt)))) return undefined;
    }
  }
}

/** The message ids that failed; all of them where the answer cannot be understood. */
function failedIn(
  { context: { world }, mapping }: Delivery,
  { records }: Batch,
  { payload }: InvocationResult,
  traceId: string | undefined,
): Set<string> {
  const ids = new Set(records.map(({ messageId }) => messageId));
  const response = parseBatchResponse(payload, (identifier) => ids.has(identifier));
  if ('failed' in response) return new Set(response.failed);
  world.feed.publish({
    kind: 'failure',
    traceId: traceId ?? null,
    source: mapping.functionArn,
    code: 'InvalidBatchResponse',
    message: `The whole batch of ${ids.size} counts as failed: ${response.invalid}.`,
  });
  return ids;
}
