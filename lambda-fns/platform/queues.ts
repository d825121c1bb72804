import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  SQSClient,
  type MessageAttributeValue,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { environment } from './environment.ts';
import type { PermanentError } from './errors.ts';
import { errorFields, logger } from './logger.ts';
import { tracer } from './tracer.ts';

export const sqs = tracer.captureAWSv3Client(new SQSClient({}));

const MAX_BACK_OFF_SECONDS = 900;

/** How long a message waits after its nth failed delivery: 2, 4, 8 … seconds, at most 15 minutes. */
const backOffSeconds = (receiveCount: number) => Math.min(2 ** receiveCount, MAX_BACK_OFF_SECONDS);

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
    logger.warn('back-off not set', { messageId, ...errorFields(error) });
  }
};

interface DeadLetter {
  readonly error: PermanentError;
  /** The step that gave up, such as `createApartmentBooking`. */
  readonly step: string;
  /** What the message was about, as far as it says. */
  readonly entityId: string;
}

/**
 * Characters SQS refuses:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const REFUSED = /[^\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const MAX_TEXT_LENGTH = 500;

/** Sends a message's body, unchanged, to the dead letters with the reason, so that a person can redrive it. */
export const sendToDeadLetters = async (record: SQSRecord, { error, step, entityId }: DeadLetter) => {
  const { AWSTraceHeader, ApproximateReceiveCount, SentTimestamp, ApproximateFirstReceiveTimestamp } =
    record.attributes;
  await sqs.send(
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
  StringValue: value.slice(0, MAX_TEXT_LENGTH).replace(REFUSED, '?') || 'unknown',
});

/** ISO 8601, of epoch milliseconds. */
const isoOf = (timestamp: string) => new Date(Number(timestamp)).toISOString();

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
const rootOf = (header: string | undefined) => /Root=([^;]+)/.exec(header ?? '')?.[1] ?? '';
