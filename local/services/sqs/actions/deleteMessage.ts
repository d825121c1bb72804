import { z } from 'zod';
import { defineQueueAction } from '../SqsAction.ts';
import { messageIdOf } from '../messages/Message.ts';
import type { Queue } from '../queues/Queue.ts';
import { batchEntries, runBatch } from '../runBatch.ts';
import { invalidParameterValue } from '../sqsError.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage = defineQueueAction({ ReceiptHandle: z.string() }, (queue, { ReceiptHandle }) => {
  deleteByHandle(queue, ReceiptHandle);
  return {};
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch = defineQueueAction(
  { Entries: batchEntries({ ReceiptHandle: z.string() }) },
  (queue, { Entries }) =>
    runBatch(Entries, ({ ReceiptHandle }) => {
      deleteByHandle(queue, ReceiptHandle);
      return {};
    }),
);

/**
 * Deletes the message that a receipt handle was issued for. Deleting it twice, or with the handle of an earlier
 * receive, succeeds and deletes nothing. A FIFO queue throws where the handle has expired.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
function deleteByHandle(queue: Queue, receiptHandle: string): void {
  const message = queue.messages.get(messageIdOf(receiptHandle, queue.arn));
  if (!message) return queue.messages.metrics.deleted();
  const isCurrent = message.receiptHandle === receiptHandle;
  if (queue.fifo && !(isCurrent && message.state === 'inFlight')) {
    throw invalidParameterValue('ReceiptHandle', receiptHandle, 'The receipt handle has expired.');
  }
  queue.messages.metrics.deleted();
  if (isCurrent) queue.messages.remove(message, { change: 'deleted' });
}
