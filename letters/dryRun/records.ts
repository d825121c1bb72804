import { Death, letterAttributes } from '../../model/deadLetters/attributes.ts';
import type { LetterAttribute } from '../core/Letter.ts';
import { parseObject } from './JsonObject.ts';

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

/** A worker takes what was sent in the five seconds after a death for the letter that is on its way to the dead letters. */
const AFTER_DEATH_MS = 60_000;

/** When a letter would be sent if it went home now: not in the moments after its death. */
export const sentAtOf = (attributes: Readonly<Record<string, LetterAttribute>>, now: number): number => {
  const text = attributes[letterAttributes.death]?.stringValue;
  const death = Death.safeParse(parseObject(text ?? '')).data;
  return Math.max(now, death ? Date.parse(death.diedOn) + AFTER_DEATH_MS : 0);
};
