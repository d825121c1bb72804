import { shortened, sqsError } from '../sqsError.ts';

/** A message as its queue keeps it. Only the queue's `MessageStore` changes it. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  /** When the producer sent it, in epoch milliseconds. A move to the dead-letter queue keeps it. */
  readonly sentAt: number;
  /** When its retention began, in epoch milliseconds. */
  readonly retainedFrom: number;
  /** `AWSTraceHeader`. */
  readonly traceHeader?: string | undefined;
  /** ARN of the queue that this dead letter was moved from. */
  readonly deadLetterSourceArn?: string | undefined;
  /** When a dead letter was moved into its queue, in epoch milliseconds. */
  readonly movedAt?: number | undefined;
  /** How often a dead letter had been received when it was moved. */
  readonly receivedBefore?: number | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly sequenceNumber?: string | undefined;
  /** Its position among all messages of the account: a lower one is older. */
  readonly order: number;
  receiveCount: number;
  firstReceivedAt: number | undefined;
  state: 'visible' | 'delayed' | 'inFlight';
  /** When a message that is delayed or in flight becomes visible, in epoch milliseconds. */
  visibleAt: number;
  /** When it was last received, in epoch milliseconds. */
  receivedAt: number;
  /** The latest receipt handle; undefined before the first receive. */
  receiptHandle: string | undefined;
}

/** Documented: a message that was received so often moves to the back, and its age no longer counts. */
const MOST_RECEIVES = 3;

/**
 * Epoch milliseconds since when the oldest of some messages waits, as `ApproximateAgeOfOldestMessage` sees it: a dead
 * letter since its move, and none that was received three times.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function waitingSince(messages: Iterable<Message>): number | undefined {
  let oldest: number | undefined;
  for (const { sentAt, movedAt = sentAt, receiveCount, receivedBefore = 0 } of messages) {
    if (receiveCount - receivedBefore >= MOST_RECEIVES) continue;
    if (oldest === undefined || movedAt < oldest) oldest = movedAt;
  }
  return oldest;
}

export type MessageAttributes = Readonly<Record<string, MessageAttributeValue>>;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageAttributeValue.html */
export interface MessageAttributeValue {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  /** Base64, as the JSON protocol carries blobs. */
  readonly BinaryValue?: string | undefined;
}

/** A receipt handle names its queue, its message and the one receive that it was issued for. */
export const receiptHandleOf = (queueArn: string, messageId: string, token: string) =>
  Buffer.from(`${token} ${messageId} ${queueArn}`).toString('base64');

/** The id of the message that a receipt handle was issued for. Throws where this queue never issued it. */
export function messageIdOf(receiptHandle: string, queueArn: string): string {
  const [token, messageId, arn] = Buffer.from(receiptHandle, 'base64').toString().split(' ');
  if (token && messageId && arn === queueArn) return messageId;
  throw sqsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${shortened(receiptHandle)}" is not a valid receipt handle.`,
  );
}
