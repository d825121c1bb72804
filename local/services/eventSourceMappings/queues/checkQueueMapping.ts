import { AwsError } from '../../../platform/AwsError.ts';
import type { EventSourceMapping } from '../EventSourceMappings.ts';

const LARGEST_WITHOUT_WINDOW = 10;
const LARGEST_BATCH = 10_000;

/** Refuses what Lambda refuses: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html */
export function checkQueueMapping({
  eventSourceArn,
  batchSize,
  maximumBatchingWindowMs,
  maximumConcurrency,
}: EventSourceMapping): void {
  const isFifo = eventSourceArn.endsWith('.fifo');
  if (batchSize < 1 || batchSize > (isFifo ? LARGEST_WITHOUT_WINDOW : LARGEST_BATCH)) {
    throw refuse(`Batch size ${batchSize} is out of range for ${eventSourceArn}`);
  }
  if (isFifo && maximumBatchingWindowMs > 0) throw refuse('Batching window is not supported for FIFO queues');
  if (batchSize > LARGEST_WITHOUT_WINDOW && maximumBatchingWindowMs === 0) {
    throw refuse(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  if (maximumConcurrency !== undefined && (maximumConcurrency < 2 || maximumConcurrency > 1000)) {
    throw refuse(`MaximumConcurrency must be between 2 and 1000, but was ${maximumConcurrency}`);
  }
}

const refuse = (message: string) => new AwsError('InvalidParameterValueException', message);
