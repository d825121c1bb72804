import { traceHeader } from '../../../platform/traceIds.ts';
import type { SqsActionContext } from '../SqsAction.ts';
import type { Queue } from '../queues/Queue.ts';
import type { Message } from './Message.ts';
import type { SendEntry } from './SendEntry.ts';
import { md5 } from './md5.ts';

/** A message as `SendMessage` adds it to the queue. */
export function sentMessage(
  queue: Queue,
  entry: SendEntry,
  deduplicationId: string | undefined,
  { world, queues, call }: SqsActionContext,
): Message {
  const now = world.clock.now();
  const order = queues.nextOrder();
  return {
    messageId: world.random.uuid(),
    body: entry.MessageBody,
    md5OfBody: md5(entry.MessageBody),
    attributes: entry.MessageAttributes ?? {},
    senderId: call.principal.accessKeyId,
    sentAt: now,
    retainedFrom: now,
    traceHeader: entry.MessageSystemAttributes?.['AWSTraceHeader']?.StringValue ?? traceHeader(call.traceId),
    groupId: entry.MessageGroupId,
    deduplicationId,
    sequenceNumber: queue.fifo ? sequenceNumberOf(order) : undefined,
    order,
    receiveCount: 0,
    firstReceivedAt: undefined,
    state: 'visible',
    visibleAt: now + (entry.DelaySeconds === undefined ? queue.settings.delayMs : entry.DelaySeconds * 1000),
    receivedAt: now,
    receiptHandle: undefined,
  };
}

/**
 * A message as its dead-letter queue keeps it: the same id, body, attributes and receive count.
 * A FIFO queue starts the retention period again and deduplicates by the message id; a standard queue counts
 * retention from when the message was first sent.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function deadLetter(
  message: Message,
  source: Queue,
  { now, order }: { readonly now: number; readonly order: number },
): Message {
  const moved: Message = {
    ...message,
    order,
    deadLetterSourceArn: source.arn,
    movedAt: now,
    receivedBefore: message.receiveCount,
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

/**
 * A dead letter as a move task adds it to its destination: the same body and attributes under a new message id,
 * as if it had just been sent.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
export const redrivenMessage = (
  message: Message,
  destination: Queue,
  { now, order, messageId }: { readonly now: number; readonly order: number; readonly messageId: string },
): Message => ({
  ...message,
  messageId,
  order,
  sentAt: now,
  retainedFrom: now,
  visibleAt: now,
  receivedAt: now,
  receiveCount: 0,
  firstReceivedAt: undefined,
  receiptHandle: undefined,
  deadLetterSourceArn: undefined,
  movedAt: undefined,
  receivedBefore: undefined,
  sequenceNumber: destination.fifo ? sequenceNumberOf(order) : undefined,
});

/** Twenty digits that grow with every message of a FIFO queue. */
const sequenceNumberOf = (order: number) => `188${String(order).padStart(17, '0')}`;
