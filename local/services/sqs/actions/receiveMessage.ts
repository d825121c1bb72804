import { z } from 'zod';
import type { World } from '../../../platform/World.ts';
import { attributeNames, defineQueueAction } from '../SqsAction.ts';
import type { Message, MessageAttributes } from '../messages/Message.ts';
import type { MessageStore } from '../messages/MessageStore.ts';
import { md5OfAttributes } from '../messages/md5.ts';
import type { Queue } from '../queues/Queue.ts';
import { invalidParameterValue, shortened, sqsError } from '../sqsError.ts';
import { checkVisibilityTimeout } from './changeMessageVisibility.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MOST_IN_FLIGHT = 120_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const receiveMessage = defineQueueAction(
  {
    AttributeNames: attributeNames.optional(),
    MessageSystemAttributeNames: attributeNames.optional(),
    MessageAttributeNames: attributeNames.optional(),
    MaxNumberOfMessages: z.number().int().optional(),
    VisibilityTimeout: z.number().int().optional(),
    WaitTimeSeconds: z.number().int().optional(),
  },
  async (queue, input, { world }) => {
    const { MaxNumberOfMessages = 1, VisibilityTimeout, WaitTimeSeconds } = input;
    const systemNames = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
    checkSystemAttributeNames(systemNames);
    checkWithin('MaxNumberOfMessages', MaxNumberOfMessages, 1, 10, 'Must be between 1 and 10, if provided.');
    if (VisibilityTimeout !== undefined) checkVisibilityTimeout(VisibilityTimeout);
    if (WaitTimeSeconds !== undefined)
      checkWithin('WaitTimeSeconds', WaitTimeSeconds, 0, 20, 'Must be >= 0 and <= 20, if provided.');

    const waitMs = WaitTimeSeconds === undefined ? queue.settings.waitMs : WaitTimeSeconds * 1000;
    const messages = await receiveOrWait(world, waitMs, queue.messages, () =>
      queue.messages.receive(
        Math.min(MaxNumberOfMessages, roomInFlight(queue, waitMs)),
        VisibilityTimeout === undefined ? queue.settings.visibilityTimeoutMs : VisibilityTimeout * 1000,
      ),
    );
    queue.messages.metrics.received(messages.length);
    const described = messages.map((message) =>
      describeMessage(message, systemNames, input.MessageAttributeNames ?? []),
    );
    return described.length > 0 ? { Messages: described } : {};
  },
);

function checkWithin(parameter: string, value: number, least: number, most: number, reason: string) {
  if (value < least || value > most) throw invalidParameterValue(parameter, value, reason);
}

/** Only short polling of a standard queue throws at the limit; other receives return nothing. */
function roomInFlight({ fifo, messages }: Queue, waitMs: number): number {
  const room = MOST_IN_FLIGHT - messages.counts.inFlight;
  if (room > 0 || fifo || waitMs > 0) return room;
  throw sqsError('OverLimit', `Too many messages received but not deleted: ${MOST_IN_FLIGHT} are in flight.`);
}

/** The messages that `receive` returns now, or else once the first arrives within `waitMs`. Waiting is not work in flight. */
async function receiveOrWait(
  { activity, clock }: World,
  waitMs: number,
  store: MessageStore,
  receive: () => Message[],
): Promise<Message[]> {
  const found = receive();
  if (found.length > 0 || waitMs === 0) return found;
  return activity.run(async (self) => {
    self.pause();
    return new Promise<Message[]>((resolve) => {
      const finish = (messages: Message[]) => {
        stopListening();
        timer.cancel();
        self.resume();
        resolve(messages);
      };
      const stopListening = store.onVisible(() => {
        const arrived = receive();
        if (arrived.length > 0) finish(arrived);
      });
      const timer = clock.schedule(waitMs, () => finish([]));
    });
  });
}

/** A received message in the API's shape, with the attributes that the caller asked for. */
function describeMessage(
  message: Message,
  systemNames: readonly string[],
  attributeNames: readonly string[],
) {
  const system = systemAttributesOf(message, systemNames);
  const attributes = pickAttributes(message.attributes, attributeNames);
  const md5 = md5OfAttributes(attributes);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(md5 && { MD5OfMessageAttributes: md5, MessageAttributes: attributes }),
  };
}

/** Names may be `All`, `.*`, or a prefix such as `trace.*`. */
function pickAttributes(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const isWanted = (attribute: string) =>
    names.some(
      (name) =>
        name === 'All' ||
        name === attribute ||
        (name.endsWith('.*') && attribute.startsWith(name.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name)));
}

const milliseconds = (time: number | undefined) => time?.toString();

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html#SQS-ReceiveMessage-request-MessageSystemAttributeNames */
const systemAttributes: Readonly<Record<string, (message: Message) => string | undefined>> = {
  ApproximateReceiveCount: (message) => String(message.receiveCount),
  ApproximateFirstReceiveTimestamp: (message) => milliseconds(message.firstReceivedAt),
  AWSTraceHeader: (message) => message.traceHeader,
  DeadLetterQueueSourceArn: (message) => message.deadLetterSourceArn,
  MessageDeduplicationId: (message) => message.deduplicationId,
  MessageGroupId: (message) => message.groupId,
  SenderId: (message) => message.senderId,
  SentTimestamp: (message) => milliseconds(message.sentAt),
  SequenceNumber: (message) => message.sequenceNumber,
};

function checkSystemAttributeNames(names: readonly string[]): void {
  for (const name of names) {
    if (name !== 'All' && !Object.hasOwn(systemAttributes, name))
      throw sqsError('InvalidAttributeName', `Unknown Attribute ${shortened(name)}.`);
  }
}

/** The attributes of the message that are named; `All` names every one. */
function systemAttributesOf(message: Message, names: readonly string[]): Record<string, string> {
  const wanted = names.includes('All') ? Object.keys(systemAttributes) : names;
  const found: Record<string, string> = {};
  for (const name of wanted) {
    const value = systemAttributes[name]?.(message);
    if (value !== undefined) found[name] = value;
  }
  return found;
}
