import { invalidParameter } from '../errors/invalidParameter.ts';
import type { Queue } from '../queues/Queue.ts';
import { messageIdOf } from './receiptHandles.ts';

/**
 * Deletes the message a handle was given for. Deleting it twice, or with the handle of an earlier
 * receive, answers well and deletes nothing; a FIFO queue refuses a handle whose time is over.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
export function discard(queue: Queue, receiptHandle: string): void {
  const message = queue.messages.get(messageIdOf(receiptHandle, queue.arn));
  if (!message) return;
  const isCurrent = message.receiptHandle === receiptHandle;
  if (queue.fifo && !(isCurrent && message.state === 'inFlight')) {
    throw invalidParameter('ReceiptHandle', receiptHandle, 'The receipt handle has expired.');
  }
  if (isCurrent) queue.messages.remove(message, { change: 'deleted' });
}
