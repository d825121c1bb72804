import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  SQSClient,
  type MessageAttributeValue,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { environment } from './environment.ts';
import { errorFields, logger } from './logger.ts';
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

/** Hides messages for no time, so that they are delivered again at once. Where SQS refuses, their queue's own timeout passes. */
export const returnAtOnce = async (records: readonly SQSRecord[]): Promise<void> => {
  for (let first = 0; first < records.length; first += MAX_BATCH) {
    const Entries = records.slice(first, first + MAX_BATCH).map(({ receiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: 0,
    }));
    try {
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: environment.QUEUE_URL, Entries }));
    } catch (error) {
      logger.warn('not returned at once', { messages: Entries.length, ...errorFields(error) });
    }
  }
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
const MAX_BATCH = 10;

/** Sends a message to its own queue once more, as a new one, with other attributes if any. */
export const sendAgain = (
  { body, attributes: { AWSTraceHeader } }: SQSRecord,
  { MessageBody = body, MessageAttributes }: Partial<Contents> = {},
) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: environment.QUEUE_URL,
      MessageBody,
      MessageAttributes,
      ...(AWSTraceHeader && {
        MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: AWSTraceHeader } },
      }),
    }),
  );

/** A message's body and attributes. */
export interface Contents {
  readonly MessageBody: string;
  readonly MessageAttributes: Record<string, MessageAttributeValue>;
}
