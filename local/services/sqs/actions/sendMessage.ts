import { createHash } from 'node:crypto';
import { z } from 'zod';
import { traceHeader } from '../../../platform/traceIds.ts';
import { type ActionContext, defineQueueAction } from '../SqsAction.ts';
import type { Message } from '../messages/Message.ts';
import { type SendEntry, sendEntryShape, sizeOf } from '../messages/SendEntry.ts';
import { checkEntry } from '../messages/checkEntry.ts';
import { md5, md5OfAttributes } from '../messages/md5.ts';
import { sequenceNumberOf } from '../messages/newMessages.ts';
import type { Queue } from '../queues/Queue.ts';
import { eachEntry } from '../runBatch.ts';
import { sqsError } from '../sqsError.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage = defineQueueAction(sendEntryShape, enqueue);

const LARGEST_BATCH_BYTES = 1024 * 1024;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch = defineQueueAction(
  { Entries: z.array(z.object({ Id: z.string(), ...sendEntryShape })) },
  (queue, { Entries }, context) => {
    checkBatchSize(Entries);
    return eachEntry(Entries, (entry) => enqueue(queue, entry, context));
  },
);

function checkBatchSize(entries: readonly SendEntry[]) {
  const size = entries.reduce(
    (sum, entry) => sum + sizeOf(entry.MessageBody, entry.MessageAttributes ?? {}),
    0,
  );
  if (size <= LARGEST_BATCH_BYTES) return;
  throw sqsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${LARGEST_BATCH_BYTES} bytes. You have sent ${size} bytes.`,
  );
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_ResponseSyntax */
export interface SendAnswer {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly MD5OfMessageSystemAttributes?: string;
  readonly SequenceNumber?: string;
}

/** Puts one message into the queue, or refuses it. A duplicate gets the first one's answer. */
function enqueue(queue: Queue, entry: SendEntry, context: ActionContext): SendAnswer {
  checkEntry(queue, entry);
  const deduplicationId = queue.fifo ? deduplicationIdOf(entry) : undefined;
  const key = deduplicationId && deduplicationKeyOf(queue, entry, deduplicationId);
  const earlier = key && queue.deduplication.find(key);
  if (earlier) return earlier as SendAnswer;

  const message = messageOf(queue, entry, deduplicationId, context);
  const answer = answerOf(message, entry);
  if (key) queue.deduplication.remember(key, answer);
  queue.messages.put(message, { change: 'sent' });
  return answer;
}

const deduplicationIdOf = ({ MessageDeduplicationId, MessageBody }: SendEntry) =>
  MessageDeduplicationId ?? createHash('sha256').update(MessageBody).digest('hex');

const deduplicationKeyOf = ({ settings }: Queue, { MessageGroupId }: SendEntry, id: string) =>
  settings.deduplicationScope === 'messageGroup' ? `${MessageGroupId} ${id}` : id;

function messageOf(
  queue: Queue,
  entry: SendEntry,
  deduplicationId: string | undefined,
  context: ActionContext,
): Message {
  const { world, queues, call } = context;
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

function answerOf(message: Message, entry: SendEntry): SendAnswer {
  const md5OfUser = md5OfAttributes(message.attributes);
  const md5OfSystem = md5OfAttributes(entry.MessageSystemAttributes ?? {});
  return {
    MessageId: message.messageId,
    MD5OfMessageBody: message.md5OfBody,
    ...(md5OfUser && { MD5OfMessageAttributes: md5OfUser }),
    ...(md5OfSystem && { MD5OfMessageSystemAttributes: md5OfSystem }),
    ...(message.sequenceNumber && { SequenceNumber: message.sequenceNumber }),
  };
}
