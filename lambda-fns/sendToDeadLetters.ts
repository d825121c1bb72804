import { SendMessageCommand, type MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { environment } from './environment.ts';
import type { PermanentError } from './PermanentError.ts';
import { queues } from './queues.ts';

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
