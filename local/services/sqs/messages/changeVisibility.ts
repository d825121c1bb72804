import { invalidParameter } from '../errors/invalidParameter.ts';
import { sqsError } from '../errors/sqsError.ts';
import type { Queue } from '../queues/Queue.ts';
import { messageIdOf } from './receiptHandles.ts';

/** A message may stay hidden twelve hours from its receive, however often that is prolonged. */
const LONGEST_HIDDEN_MS = 43_200_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export function changeVisibility(queue: Queue, receiptHandle: string, seconds: number, now: number): void {
  const message = queue.messages.get(messageIdOf(receiptHandle, queue.arn));
  if (!message) {
    throw invalidParameter(
      'ReceiptHandle',
      receiptHandle,
      'Message does not exist or is not available for visibility timeout change.',
    );
  }
  if (message.state !== 'inFlight' || message.receiptHandle !== receiptHandle) {
    throw sqsError('MessageNotInflight', "The specified message isn't in flight.");
  }
  if (now + seconds * 1000 - message.receivedAt > LONGEST_HIDDEN_MS) {
    throw invalidParameter(
      'VisibilityTimeout',
      seconds,
      `Total VisibilityTimeout for the message is beyond the limit [${LONGEST_HIDDEN_MS / 1000} seconds]`,
    );
  }
  queue.messages.hide(message, seconds * 1000);
}
