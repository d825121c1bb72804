import { createHash } from 'node:crypto';
import { type SqsActionContext, defineQueueAction } from '../SqsAction.ts';
import type { Message } from '../messages/Message.ts';
import { type SendEntry, sendEntryShape, sizeOfEntry } from '../messages/SendEntry.ts';
import { checkEntry } from '../messages/checkEntry.ts';
import type { SendResult } from '../messages/createDeduplication.ts';
import { md5OfAttributes } from '../messages/md5.ts';
import { sentMessage } from '../messages/newMessages.ts';
import type { Queue } from '../queues/Queue.ts';
import { batchEntries, runBatch } from '../runBatch.ts';
import { sqsError } from '../sqsError.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage = defineQueueAction(sendEntryShape, enqueue);

const LARGEST_BATCH_BYTES = 1024 * 1024;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch = defineQueueAction(
  { Entries: batchEntries(sendEntryShape) },
  (queue, { Entries }, context) => {
    checkBatchSize(Entries);
    return runBatch(Entries, (entry) => enqueue(queue, entry, context));
  },
);

function checkBatchSize(entries: readonly SendEntry[]) {
  const size = entries.reduce((sum, entry) => sum + sizeOfEntry(entry), 0);
  if (size <= LARGEST_BATCH_BYTES) return;
  throw sqsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${LARGEST_BATCH_BYTES} bytes. You have sent ${size} bytes.`,
  );
}

/** Adds one message to the queue, or throws. A duplicate adds nothing and gets the first message's result. */
function enqueue(queue: Queue, entry: SendEntry, context: SqsActionContext): SendResult {
  checkEntry(queue, entry);
  const deduplicationId = queue.fifo ? deduplicationIdOf(entry) : undefined;
  const key = deduplicationId && deduplicationKeyOf(queue, entry, deduplicationId);
  const earlier = key && queue.deduplication.find(key);
  if (earlier) {
    queue.messages.metrics.deduplicated();
    return earlier;
  }

  const message = sentMessage(queue, entry, deduplicationId, context);
  const result = resultOf(message, entry);
  if (key) queue.deduplication.remember(key, result);
  queue.messages.put(message, { change: 'sent', parentId: context.call.parentId });
  queue.messages.metrics.sent(sizeOfEntry(entry));
  return result;
}

const deduplicationIdOf = ({ MessageDeduplicationId, MessageBody }: SendEntry) =>
  MessageDeduplicationId ?? createHash('sha256').update(MessageBody).digest('hex');

const deduplicationKeyOf = ({ settings }: Queue, { MessageGroupId }: SendEntry, id: string) =>
  settings.deduplicationScope === 'messageGroup' ? `${MessageGroupId} ${id}` : id;

function resultOf(message: Message, entry: SendEntry): SendResult {
  const md5OfUserAttributes = md5OfAttributes(message.attributes);
  const md5OfSystemAttributes = md5OfAttributes(entry.MessageSystemAttributes ?? {});
  return {
    MessageId: message.messageId,
    MD5OfMessageBody: message.md5OfBody,
    ...(md5OfUserAttributes && { MD5OfMessageAttributes: md5OfUserAttributes }),
    ...(md5OfSystemAttributes && { MD5OfMessageSystemAttributes: md5OfSystemAttributes }),
    ...(message.sequenceNumber && { SequenceNumber: message.sequenceNumber }),
  };
}
