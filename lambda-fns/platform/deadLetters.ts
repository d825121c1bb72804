import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { createHash } from 'node:crypto';
import type { ZodType } from 'zod';
import {
  Death,
  isBroughtBack,
  isLetterOf,
  isRepeated,
  letterAttributes,
  Redrive,
  type DeathClass,
} from '../../model/deadLetters/attributes.ts';
import { environment } from './environment.ts';
import type { PermanentError } from './errors.ts';
import { plainText, utf8Start } from './logger.ts';
import { sendAgain, type Contents } from './queues.ts';

/** How a message died, and what it was about, as far as it says. */
export interface DeathReport {
  readonly error: PermanentError;
  readonly deathClass: DeathClass;
  /** The step that gave up, such as `createApartmentBooking`. */
  readonly step: string;
  readonly entityType: string;
  readonly entityId: string;
  /** The trace that the message belonged to. */
  readonly traceId?: string;
  /** When: epoch milliseconds. */
  readonly now: number;
}

/**
 * Sends the letter of a message that died to the message's own queue: body and reason. Its deliveries are `dying`, so SQS
 * itself soon moves it to the dead letters. Only so does it know its source, without which its move back fails:
 * docs/decisions/021-dead-letters.md.
 */
export const sendDeadLetter = (record: SQSRecord, report: DeathReport) =>
  sendAgain(record, letterOf(record, report));

/** Sends a message again that is to be worked on further: as often brought back as it was. */
export const sendUnfinished = (record: SQSRecord) => {
  const redrive = latestRedrive(record);
  return sendAgain(record, redrive && { MessageAttributes: { [letterAttributes.redrive]: json(redrive) } });
};

/** Whether a delivery is of a letter on its way to the dead letters, which is not to be worked on. */
export const isDying = (record: SQSRecord, now: number): boolean => {
  const death = deathOf(record);
  if (!death) return false;
  const sentMs = Number(record.attributes.SentTimestamp);
  return isLetterOf({ death, redrive: redriveOf(record), sentMs }, now);
};

/** How a message came back the latest time; undefined where it never did. */
const latestRedrive = (record: SQSRecord): Redrive | undefined => {
  const [death, redrive] = [deathOf(record), redriveOf(record)];
  if (!death || isBroughtBack(death, redrive)) return redrive;
  const on = isoOf(record.attributes.SentTimestamp);
  return { runId: MOVE_TASK, by: UNKNOWN, on, count: (redrive?.count ?? 0) + 1 };
};

const UNKNOWN = 'unknown';

/** In the place of a run's id: SQS's own move says nothing of who began it. */
const MOVE_TASK = 'move-task';

const deathOf = (record: SQSRecord) => attributeOf(record, letterAttributes.death, Death);

/** Each text cut: a letter has to have room for it, whoever wrote it. */
const redriveOf = (record: SQSRecord): Redrive | undefined => {
  const redrive = attributeOf(record, letterAttributes.redrive, Redrive);
  if (!redrive) return undefined;
  const { runId, by, on, count } = redrive;
  return {
    runId: plainText(runId, MAX_NAME_BYTES),
    by: plainText(by, MAX_NAME_BYTES),
    on: plainText(on, 24),
    count,
  };
};

const MAX_NAME_BYTES = 200;

/** What an attribute says as JSON. Anybody may write one, so what does not fit counts for none. */
const attributeOf = <Value>({ messageAttributes }: SQSRecord, name: string, schema: ZodType<Value>) => {
  const text = messageAttributes[name]?.stringValue;
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/**
 * A message with its attributes, by their names, types and values:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
const MAX_MESSAGE_BYTES = 1_048_576;

/**
 * Chosen: what a person reads of a reason. With its other attributes it leaves a body all but 3 KB of the message.
 */
const MAX_TEXT_BYTES = 500;

type Attributes = Contents['MessageAttributes'];

/**
 * The body unchanged, so that a person can redrive it, and the reason. Only a body that leaves no room for the reason is
 * cut, and then its size and hash are beside it.
 */
const letterOf = (
  record: SQSRecord,
  { error, deathClass, now, traceId = '', ...about }: DeathReport,
): Contents => {
  const { body } = record;
  const redrive = latestRedrive(record);
  const attributesWith = (death: Death): Attributes => ({
    [letterAttributes.deathClass]: text(deathClass),
    [letterAttributes.errorCode]: text(error.errorType),
    [letterAttributes.failingStep]: text(about.step),
    [letterAttributes.entityType]: text(about.entityType),
    [letterAttributes.entityId]: text(about.entityId),
    [letterAttributes.reason]: text(error.message),
    [letterAttributes.traceId]: text(traceId),
    [letterAttributes.death]: json(death),
    ...(redrive && { [letterAttributes.redrive]: json(redrive) }),
  });
  const death = newDeath(record, redrive, now);
  const MessageAttributes = attributesWith(death);
  if (Buffer.byteLength(body) + bytesOf(MessageAttributes) <= MAX_MESSAGE_BYTES)
    return { MessageBody: body, MessageAttributes };
  const cut = attributesWith({ ...sizeOf(body), ...death });
  return { MessageBody: utf8Start(body, MAX_MESSAGE_BYTES - bytesOf(cut)), MessageAttributes: cut };
};

const newDeath = (record: SQSRecord, redrive: Redrive | undefined, now: number): Death => {
  const { messageId, attributes } = record;
  const last = deathOf(record);
  return {
    messageId,
    receiveCount: Number(attributes.ApproximateReceiveCount),
    sentOn: isoOf(attributes.SentTimestamp),
    firstReceivedOn: isoOf(attributes.ApproximateFirstReceiveTimestamp),
    diedOn: new Date(now).toISOString(),
    codeVersion: environment.CODE_VERSION,
    ...(redrive && { redrives: redrive.count }),
    ...(last && isRepeated(last, now) && { repeats: (last.repeats ?? 0) + 1 }),
    // Its body was cut at an earlier death, and is not whole since.
    ...(last?.originalBytes !== undefined && {
      originalBytes: last.originalBytes,
      originalSha256: last.originalSha256,
    }),
  };
};

const sizeOf = (body: string) => ({
  originalBytes: Buffer.byteLength(body),
  originalSha256: createHash('sha256').update(body).digest('hex'),
});

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
  StringValue: plainText(value, MAX_TEXT_BYTES) || UNKNOWN,
});

const json = (value: Death | Redrive): MessageAttributeValue => ({
  DataType: 'String',
  StringValue: JSON.stringify(value),
});

/** ISO 8601, of epoch milliseconds. */
const isoOf = (timestamp: string) => new Date(Number(timestamp)).toISOString();
