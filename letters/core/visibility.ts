import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import type { QueueClients } from './clients.ts';
import { chunks, mapLimited } from './mapLimited.ts';

/** Messages of one request at most: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api-actions.html */
export const BATCH = 10;

/** Requests under way at once; chosen. */
const AT_ONCE = 8;

/**
 * Hides messages for so many seconds from now; 0 makes them visible. Returns how many receipt handles were refused: their
 * messages were deleted, or are visible already.
 */
export async function changeVisibility(
  { sqs }: QueueClients,
  QueueUrl: string,
  receiptHandles: readonly string[],
  VisibilityTimeout: number,
): Promise<number> {
  const refused = await mapLimited(chunks(receiptHandles, BATCH), AT_ONCE, async (handles) => {
    const { Failed = [] } = await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: handles.map((ReceiptHandle, index) => ({
          Id: String(index),
          ReceiptHandle,
          VisibilityTimeout,
        })),
      }),
    );
    return Failed.length;
  });
  return refused.reduce((sum, count) => sum + count, 0);
}
