import {
  DeleteMessageBatchCommand,
  SendMessageBatchCommand,
  type BatchResultErrorEntry,
  type MessageAttributeValue,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { letterAttributes, type Redrive } from '../../model/deadLetters/attributes.ts';
import type { Letter, LetterAttribute } from './Letter.ts';
import { chunks } from './mapLimited.ts';
import { BATCH } from './visibility.ts';

/** A message as it is sent: a letter's, or what was made of it. */
export interface OutgoingMessage {
  /** `MessageId` of the letter it is made of. */
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, LetterAttribute>>;
  /** Of the letter: the trace goes on with the message, and FIFO queues need the others. */
  readonly systemAttributes: Readonly<Record<string, string>>;
}

/** What became of one message of a batch. */
export type SendResult =
  | { readonly messageId: string }
  | { readonly refused: string; /** Whether it may be taken later. */ readonly isTransient: boolean };

/** Of a batch, and of a message: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const MOST_BYTES = 1_048_576;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
const MOST_ATTRIBUTES = 10;

const causeAttributes: ReadonlySet<string> = new Set(Object.values(letterAttributes));

/** What EventBridge writes on an event it could not deliver: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
const undeliveredAttributes: ReadonlySet<string> = new Set([
  'RULE_ARN',
  'TARGET_ARN',
  'ERROR_CODE',
  'ERROR_MESSAGE',
  'EXHAUSTED_RETRY_CONDITION',
  'RETRY_ATTEMPTS',
]);

/**
 * A letter as it goes back: its body as it is, and its attributes without those of its death, of which the next death
 * would otherwise be told, too. `Redrive` says who brought it back and how often that was done. A message of others'
 * that has ten attributes of its own, or a body that leaves no room, goes back without it: SQS would refuse it.
 */
export function broughtBack(
  { id, body, attributes, systemAttributes }: Letter,
  redrive: Redrive,
): OutgoingMessage {
  const own = Object.entries(attributes).filter(
    ([name]) => !causeAttributes.has(name) && !undeliveredAttributes.has(name),
  );
  const unmarked = { id, body, attributes: Object.fromEntries(own), systemAttributes };
  const mark = { dataType: 'String', stringValue: JSON.stringify(redrive) };
  const marked = { ...unmarked, attributes: { ...unmarked.attributes, [letterAttributes.redrive]: mark } };
  return own.length < MOST_ATTRIBUTES && bytesOf(marked) <= MOST_BYTES ? marked : unmarked;
}

/** Sends messages to a queue in as few batches as hold them. Returns what became of each, by its id. */
export async function sendMessages(
  sqs: SQSClient,
  queue: { readonly url: string; readonly name: string },
  messages: readonly OutgoingMessage[],
): Promise<Map<string, SendResult>> {
  const results = new Map<string, SendResult>();
  const isFifo = queue.name.endsWith('.fifo');
  for (const batch of batchesOf(messages)) {
    const entries = batch.map((message, index) => entryOf(message, String(index), isFifo));
    const { Successful = [], Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: queue.url, Entries: entries }),
    );
    for (const { Id, MessageId: messageId = '' } of Successful)
      results.set(batch[Number(Id)]?.id ?? '', { messageId });
    for (const failure of Failed)
      results.set(batch[Number(failure.Id)]?.id ?? '', {
        refused: describeFailure(failure),
        isTransient: failure.SenderFault === false,
      });
  }
  return results;
}

/**
 * Deletes letters from their queue. Returns those that SQS says it did not delete, with its reason: a receipt expires
 * with the visibility timeout. https://repost.aws/knowledge-center/sqs-receipt-handle-error
 */
export async function deleteLetters(
  sqs: SQSClient,
  queueUrl: string,
  letters: readonly Pick<Letter, 'id' | 'receiptHandle'>[],
): Promise<Map<string, string>> {
  const failures = new Map<string, string>();
  for (const batch of chunks(letters, BATCH)) {
    const { Failed = [] } = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: batch.map(({ receiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
        })),
      }),
    );
    for (const failure of Failed) failures.set(batch[Number(failure.Id)]?.id ?? '', describeFailure(failure));
  }
  return failures;
}

const describeFailure = ({ Code, Message }: BatchResultErrorEntry) =>
  Message === undefined ? String(Code) : `${Code}: ${Message}`;

/** Batches of ten messages and a mebibyte at most. */
function batchesOf(messages: readonly OutgoingMessage[]): OutgoingMessage[][] {
  const batches: OutgoingMessage[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = bytesOf(message);
    const last = batches.at(-1);
    if (last && last.length < BATCH && bytes + size <= MOST_BYTES) {
      last.push(message);
      bytes += size;
    } else {
      batches.push([message]);
      bytes = size;
    }
  }
  return batches;
}

/** The size of a message as SQS counts it: its body, and names, types and values of its attributes. */
export const bytesOf = ({ body, attributes }: Pick<OutgoingMessage, 'body' | 'attributes'>): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { dataType, stringValue = '', binaryValue = '' }]) =>
      sum + Buffer.byteLength(name + dataType + stringValue) + Buffer.byteLength(binaryValue, 'base64'),
    Buffer.byteLength(body),
  );

/**
 * Within five minutes a FIFO queue takes a message of one deduplication id once, so that the letter's own id makes a
 * repeated send harmless there.
 */
const entryOf = (
  { id, body, attributes, systemAttributes }: OutgoingMessage,
  Id: string,
  isFifo: boolean,
): SendMessageBatchRequestEntry => {
  const { AWSTraceHeader, MessageGroupId } = systemAttributes;
  return {
    Id,
    MessageBody: body,
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [name, attributeValue(attribute)]),
    ),
    ...(AWSTraceHeader && {
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: AWSTraceHeader } },
    }),
    ...(isFifo && { MessageGroupId: MessageGroupId ?? id, MessageDeduplicationId: id }),
  };
};

const attributeValue = ({ dataType, stringValue, binaryValue }: LetterAttribute): MessageAttributeValue => ({
  DataType: dataType,
  ...(stringValue !== undefined && { StringValue: stringValue }),
  ...(binaryValue !== undefined && { BinaryValue: Buffer.from(binaryValue, 'base64') }),
});
