import type { Queue } from '../queues/Queue.ts';
import type { Message } from './Message.ts';

/**
 * The message as its dead-letter queue keeps it: the same id, body, attributes and receive count.
 * A FIFO queue counts retention anew and deduplicates by the message id; a standard queue counts
 * retention from the first sending on.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function deadLetterOf(
  message: Message,
  source: Queue,
  { now, order }: { now: number; order: number },
): Message {
  const moved: Message = {
    ...message,
    order,
    deadLetterSourceArn: source.arn,
    state: 'visible',
    visibleAt: now,
    receiptHandle: undefined,
  };
  if (!source.fifo) return moved;
  return {
    ...moved,
    retainedFrom: now,
    deduplicationId: message.messageId,
    sequenceNumber: sequenceNumberOf(order),
  };
}

/** Twenty digits that grow with every message of a FIFO queue. */
export const sequenceNumberOf = (order: number) => `188${String(order).padStart(17, '0')}`;
