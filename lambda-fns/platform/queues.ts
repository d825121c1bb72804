import {
  ChangeMessageVisibilityCommand,
  type MessageAttributeValue,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { environment } from './environment.ts';
import type { PermanentError } from './errors.ts';
import { errorFields, logger } from './logger.ts';
import { tracer } from './tracer.ts';

export const queues = tracer.captureAWSv3Client(new SQSClient({}));

/**
 * Gives a message back to its queue, to be delivered again after a while that grows. If SQS cannot be told
 * so, the queue's own visibility timeout is that while.
 */
export const postpone = async ({ messageId, receiptHandle, attributes }: SQSRecord) => {
  const VisibilityTimeout = backOffSeconds(Number(attributes.ApproximateReceiveCount));
  try {
    await queues.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: environment.QUEUE_URL,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout,
      }),
    );
  } catch (error) {
    logger.warn('back-off not set', { messageId, ...errorFields(error) });
  }
  return { itemIdentifier: messageId };
};

const LONGEST = 900;

/** How long a message rests after its nth failed delivery: 2, 4, 8 … seconds, at most 15 minutes. */
const backOffSeconds = (receiveCount: number) => Math.min(2 ** receiveCount, LONGEST);

export interface DeadLetter {
  readonly error: PermanentError;
  /** The step that gave up, such as `createApartmentBooking`. */
  readonly step: string;
  /** What the message was about, as far as it says. */
  readonly entityId: string;
}

/** Characters SQS refuses: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const REFUSED = /[^\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const MAX_TEXT = 500;

/** Puts a message aside for good: the same body, and why, so that a person can mend and redrive it. */
export const sendToDeadLetters = async (record: SQSRecord, { error, step, entityId }: DeadLetter) => {
  const { AWSTraceHeader, ApproximateReceiveCount, SentTimestamp, ApproximateFirstReceiveTimestamp } =
    record.attributes;
  await queues.send(
    new SendMessageCommand({
      QueueUrl: environment.DEAD_LETTER_QUEUE_URL,
      MessageBody: record.body,
      // Ten at most.
      MessageAttributes: {
        ErrorCode: text(error.errorType),
        FailingStep: text(step),
        EntityId: text(entityId),
        Reason: text(error.message),
        ReceiveCount: { DataType: 'Number', StringValue: ApproximateReceiveCount },
        SentOn: text(isoOf(SentTimestamp)),
        FirstReceivedOn: text(isoOf(ApproximateFirstReceiveTimestamp)),
        TraceId: text(rootOf(AWSTraceHeader)),
      },
      ...(AWSTraceHeader && { MessageSystemAttributes: { AWSTraceHeader: text(AWSTraceHeader) } }),
    }),
  );
};

/** SQS takes no empty attribute. */
const text = (value: string): MessageAttributeValue => ({
  DataType: 'String',
  StringValue: value.slice(0, MAX_TEXT).replace(REFUSED, '?') || 'unknown',
});

/** ISO 8601, of epoch milliseconds. */
const isoOf = (timestamp: string) => new Date(Number(timestamp)).toISOString();

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
const rootOf = (header: string | undefined) => /Root=([^;]+)/.exec(header ?? '')?.[1] ?? '';
