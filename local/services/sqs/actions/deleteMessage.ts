import { z } from 'zod';
import { defineQueueAction } from '../SqsAction.ts';
import { messageIdOf } from '../messages/Message.ts';
import type { Queue } from '../queues/Queue.ts';
import { eachEntry } from '../runBatch.ts';
import { invalidParameter } from '../sqsError.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage = defineQueueAction({ ReceiptHandle: z.string() }, (queue, { ReceiptHandle }) => {
  discard(queue, ReceiptHandle);
  return {};
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch = defineQueueAction(
  { Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })) },
  (queue, { Entries }) =>
    eachEntry(Entries, ({ ReceiptHandle }) => {
      discard(queue, ReceiptHandle);
      return {};
    }),
);

/**
 * Deletes the message a handle was given for. Deleting it twice, or with the handle of an earlier
 * receive, answers well and deletes nothing; a FIFO queue refuses a handle whose time is over.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
function discard(queue: Queue, receiptHandle: string): void {
  const message = queue.messages.get(messageIdOf(receiptHandle, queue.arn));
  if (!message) return;
  const isCurrent = message.receiptHandle === receiptHandle;
  if (queue.fifo && !(isCurrent && message.state === 'inFlight')) {
    throw invalidParameter('ReceiptHandle', receiptHandle, 'The receipt handle has expired.');
  }
  if (isCurrent) queue.messages.remove(message, { change: 'deleted' });
}
