import type { LetterAttribute } from '../core/Letter.ts';

/** A message as it would be delivered. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, LetterAttribute>>;
  readonly traceHeader: string | undefined;
  readonly receiveCount: number;
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

/** The event of one message: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event */
export const eventOf = (message: Message, queueArn: string): string => {
  const { messageId, body, attributes, traceHeader, receiveCount, sentAt } = message;
  const record = {
    messageId,
    receiptHandle: `dry-run-${messageId}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(sentAt),
      SenderId: 'dry-run',
      ApproximateFirstReceiveTimestamp: String(sentAt),
      ...(traceHeader && { AWSTraceHeader: traceHeader }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [name, lambdaAttribute(attribute)]),
    ),
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
  return JSON.stringify({ Records: [record] });
};

const lambdaAttribute = ({ dataType, stringValue, binaryValue }: LetterAttribute) => ({
  ...(stringValue !== undefined && { stringValue }),
  ...(binaryValue !== undefined && { binaryValue }),
  stringListValues: [],
  binaryListValues: [],
  dataType,
});
