import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Action } from '../../local/platform/Call.ts';
import type { Sqs } from '../../local/services/sqs/createSqs.ts';
import { testCall } from '../support/serveActions.ts';

type Message = Record<string, any>;

const arnOf = (queue: string) => `arn:aws:sqs:us-east-1:000000000000:${queue}`;

const VISIBILITY_TIMEOUT = '60';

/** Deletes the messages of an event that was received, but for those that failed. */
export const acknowledge = new WeakMap<SQSEvent, (failed: ReadonlySet<string>) => Promise<void>>();

/** A consumer's queue and its dead letters. `reached` are the actions as the consumer reaches them. */
export const createWorkQueues = async ({ actions }: Sqs, reached: Record<string, Action>) => {
  const createQueue = async (QueueName: string, attributes = {}): Promise<string> => {
    const Attributes = { VisibilityTimeout: VISIBILITY_TIMEOUT, ...attributes };
    return (await actions.CreateQueue!({ QueueName, Attributes }, testCall)).QueueUrl;
  };
  const deadLetterUrl = await createQueue('dead');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf('dead'), maxReceiveCount: 10 });
  const queueUrl = await createQueue('work', { RedrivePolicy });
  let letters = 0;
  reached.SendMessage = (input, call) => {
    if (input.MessageAttributes?.Death) letters++;
    return actions.SendMessage!(input, call);
  };

  const receive = async (QueueUrl: string): Promise<any[]> => {
    const all = { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] };
    return (
      (await actions.ReceiveMessage!({ QueueUrl, MaxNumberOfMessages: 10, ...all }, testCall)).Messages ?? []
    );
  };

  const onQueue = (action: string, { ReceiptHandle }: Message, input = {}) =>
    actions[action]!({ QueueUrl: queueUrl, ReceiptHandle, ...input }, testCall);

  /** Lets SQS move the letters: as by workers, each delivery of one is failed at once. Other messages keep waiting. */
  const moveLetters = async () => {
    const release = (message: Message) =>
      onQueue('ChangeMessageVisibility', message, { VisibilityTimeout: 0 });
    const others: Message[] = [];
    for (let received = await receive(queueUrl); received.length > 0; received = await receive(queueUrl)) {
      for (const message of received) {
        if (message.MessageAttributes?.Death) await release(message);
        else others.push(message);
      }
    }
    for (const message of others) await release(message);
    letters = 0;
  };

  return {
    queueUrl,
    deadLetterUrl,
    /** What Lambda would hand to the consumer now. */
    receiveEvent: async (): Promise<SQSEvent> => {
      const received = await receive(queueUrl);
      const event = { Records: received.map(recordOf) };
      acknowledge.set(event, async (failed) => {
        for (const message of received) {
          if (!failed.has(message.MessageId)) await onQueue('DeleteMessage', message);
        }
      });
      return event;
    },

    deadLetters: async (): Promise<any[]> => {
      if (letters > 0) await moveLetters();
      return receive(deadLetterUrl);
    },
  };
};

const recordOf = (message: Message): SQSRecord => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes,
  messageAttributes: Object.fromEntries(
    Object.entries<any>(message.MessageAttributes ?? {}).map(([name, { DataType, StringValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue },
    ]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: arnOf('work'),
  awsRegion: 'us-east-1',
});
