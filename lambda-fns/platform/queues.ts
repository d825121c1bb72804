import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  SQSClient,
  type MessageAttributeValue,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { createHash } from 'node:crypto';
import { environment } from './environment.ts';
import type { PermanentError } from './errors.ts';
import { errorFields, logger, plainText, utf8Start } from './logger.ts';
import { traceField, tracer } from './tracer.ts';

export const sqs = tracer.captureAWSv3Client(new SQSClient({}));

const MAX_BACK_OFF_SECONDS = 900;

/**
 * How long a message waits after its nth failed delivery: at most 2, 4, 8 … seconds and 15 minutes, and at least half
 * of it. Drawn at random, because messages that failed over each other would meet again.
 */
const backOffSeconds = (receiveCount: number) =>
  Math.ceil(Math.min(2 ** receiveCount, MAX_BACK_OFF_SECONDS) * (0.5 + Math.random() / 2));

/**
 * Lets a message be delivered again after a back-off that grows with each delivery. Where SQS cannot be
 * reached, the queue's own visibility timeout is the back-off.
 */
export const backOff = async ({ messageId, receiptHandle, attributes }: SQSRecord): Promise<void> => {
  try {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: environment.QUEUE_URL,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: backOffSeconds(Number(attributes.ApproximateReceiveCount)),
      }),
    );
  } catch (error) {
    logger.warn('back-off not set', { messageId, ...traceField(), ...errorFields(error) });
  }
};

/** Sends a message to its own queue once more, as a new one. The function needs to be allowed to. */
export const sendAgain = ({ body, attributes: { AWSTraceHeader } }: SQSRecord) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: environment.QUEUE_URL,
      MessageBody: body,
      ...(AWSTraceHeader && { MessageSystemAttributes: { AWSTraceHeader: text(AWSTraceHeader) } }),
    }),
  );

interface DeadLetter {
  readonly error: PermanentError;
  /** The step that gave up, such as `createApartmentBooking`. */
  readonly step: string;
  /** What the message was about, as far as it says. */
  readonly entityId: string;
  /** The trace that the message belonged to. */
  readonly traceId?: string;
}

/**
 * A message with its attributes, by their names, types and values:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
const MAX_MESSAGE_BYTES = 1_048_576;

/**
 * Chosen: what a person reads of a reason. With nine other attributes it leaves a body all but 3 KB of the
 * message.
 */
const MAX_TEXT_BYTES = 500;

/**
 * Sends a message's body to the dead letters with the reason: unchanged, so that a person can redrive it. Only a
 * body that leaves no room for the reason is cut, and then its size and hash are beside it.
 */
export const sendToDeadLetters = async (
  record: SQSRecord,
  { error, step, entityId, traceId = '' }: DeadLetter,
) => {
  const { AWSTraceHeader, ApproximateReceiveCount, SentTimestamp, ApproximateFirstReceiveTimestamp } =
    record.attributes;
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: environment.DEAD_LETTER_QUEUE_URL,
      ...fitted(record.body, {
        ErrorCode: text(error.errorType),
        FailingStep: text(step),
        EntityId: text(entityId),
        Reason: text(error.message),
        ReceiveCount: { DataType: 'Number', StringValue: ApproximateReceiveCount },
        SentOn: text(isoOf(SentTimestamp)),
        FirstReceivedOn: text(isoOf(ApproximateFirstReceiveTimestamp)),
        TraceId: text(traceId),
      }),
      ...(AWSTraceHeader && { MessageSystemAttributes: { AWSTraceHeader: text(AWSTraceHeader) } }),
    }),
  );
};

type Attributes = Readonly<Record<string, MessageAttributeValue>>;

/** A body and its attributes as one message holds them. Ten attributes at most, so these two are the last. */
const fitted = (MessageBody: string, attributes: Attributes) => {
  if (Buffer.byteLength(MessageBody) + bytesOf(attributes) <= MAX_MESSAGE_BYTES)
    return { MessageBody, MessageAttributes: attributes };
  const MessageAttributes = {
    ...attributes,
    OriginalBytes: { DataType: 'Number', StringValue: String(Buffer.byteLength(MessageBody)) },
    OriginalSha256: text(createHash('sha256').update(MessageBody).digest('hex')),
  };
  return {
    MessageBody: utf8Start(MessageBody, MAX_MESSAGE_BYTES - bytesOf(MessageAttributes)),
    MessageAttributes,
  };
};

const bytesOf = (attributes: Attributes) =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType = '', StringValue = '' }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue),
    0,
  );

/**
 * SQS takes no empty attribute, and no control characters:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const text = (value: string): MessageAttributeValue => ({
  DataType: 'String',
  StringValue: plainText(value, MAX_TEXT_BYTES) || 'unknown',
});

/** ISO 8601, of epoch milliseconds. */
const isoOf = (timestamp: string) => new Date(Number(timestamp)).toISOString();
