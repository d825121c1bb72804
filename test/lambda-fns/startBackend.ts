import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent, SQSHandler, SQSRecord } from 'aws-lambda';
import { expect } from 'vitest';
import type { Death } from '../../model/deadLetters/attributes.ts';
import type { Call } from '../../local/platform/Call.ts';
import { createWorld } from '../../local/platform/World.ts';
import { createDynamoDb } from '../../local/services/dynamodb/createDynamoDb.ts';
import { createSecretsManager } from '../../local/services/secretsManager/createSecretsManager.ts';
import type { TransactionConflicts } from '../../local/services/dynamodb/transactions/createOngoingTransactions.ts';
import { createSqs } from '../../local/services/sqs/createSqs.ts';
import { createTable } from '../support/createTable.ts';
import { serveActions, testCall } from '../support/serveActions.ts';

export type Row = Record<string, any>;

export interface BackendOptions {
  /** Decides ids, and when transactions conflict. @default 1 */
  readonly seed?: number;
  /** Whether transactions take time. @default off */
  readonly conflicts?: TransactionConflicts;
}

/** The queues and the table a consumer works with, served to the AWS SDK, and the environment that says so. */
export const startBackend = async ({ seed = 1, conflicts = 'off' }: BackendOptions = {}) => {
  const world = createWorld({ frozenAt: Date.parse('2030-01-01T00:00:00Z'), seed });
  const dynamodb = createDynamoDb(world, { conflicts });
  let url = '';
  const sqs = createSqs(world, { baseUrl: () => url });
  // A copy, so that a test can stand before an action and break it.
  const tableActions = { ...dynamodb.actions };
  const queueActions = { ...sqs.actions };
  let letters = 0;
  queueActions.SendMessage = (input, call) => {
    if (input.MessageAttributes?.Death) letters++;
    return sqs.actions.SendMessage!(input, call);
  };
  const secretActions = { ...createSecretsManager(world).actions };
  const served = await serveActions({
    DynamoDB_20120810: tableActions,
    AmazonSQS: queueActions,
    secretsmanager: secretActions,
  });
  url = served.url;

  const createQueue = async (QueueName: string, attributes = {}): Promise<string> =>
    (
      await sqs.actions.CreateQueue!(
        { QueueName, Attributes: { VisibilityTimeout: '60', ...attributes } },
        testCall,
      )
    ).QueueUrl;
  const deadLetterUrl = await createQueue('dead');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf('dead'), maxReceiveCount: 20 });
  const queueUrl = await createQueue('work', { RedrivePolicy });
  await createTable(dynamodb.actions, 'table');
  Object.assign(process.env, environmentOf(url, queueUrl));

  const receive = async (QueueUrl: string, call: Call = testCall) =>
    (
      await sqs.actions.ReceiveMessage!(
        {
          QueueUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        },
        call,
      )
    ).Messages ?? [];

  const onQueue = (action: string, record: Row, input = {}) =>
    sqs.actions[action]!({ QueueUrl: queueUrl, ReceiptHandle: record.ReceiptHandle, ...input }, testCall);

  /** Lets SQS move the letters: as workers do, each delivery of one is failed at once. Other messages keep waiting. */
  const moveLetters = async () => {
    const others: Row[] = [];
    for (let received = await receive(queueUrl); received.length > 0; received = await receive(queueUrl)) {
      for (const message of received) {
        if (message.MessageAttributes?.Death) await onQueue('ChangeMessageVisibility', message, atOnce);
        else others.push(message);
      }
    }
    for (const message of others) await onQueue('ChangeMessageVisibility', message, atOnce);
    letters = 0;
  };

  return {
    world,
    queueUrl,
    deadLetterUrl,
    tableActions,
    queueActions,
    secretActions,
    close: () => served.close(),

    send: (body: unknown) =>
      sqs.actions.SendMessage!(
        { QueueUrl: queueUrl, MessageBody: typeof body === 'string' ? body : JSON.stringify(body) },
        testCall,
      ),

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

    deadLetters: async () => {
      if (letters > 0) await moveLetters();
      return receive(deadLetterUrl);
    },

    put: (...rows: Row[]) =>
      Promise.all(
        rows.map((row) => dynamodb.actions.PutItem!({ TableName: 'table', Item: marshall(row) }, testCall)),
      ),

    /** Every row, by `pk` and then `sk`. */
    rows: async (): Promise<Row[]> => {
      const { Items } = await dynamodb.actions.Scan!({ TableName: 'table' }, testCall);
      const rows: Row[] = Items.map((item: any) => unmarshall(item));
      return rows.sort((one, other) => (one.pk + one.sk < other.pk + other.sk ? -1 : 1));
    },
  };
};

const arnOf = (queue: string) => `arn:aws:sqs:us-east-1:000000000000:${queue}`;

const atOnce = { VisibilityTimeout: 0 };

const environmentOf = (url: string, queueUrl: string) => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  TABLE_NAME: 'table',
  QUEUE_URL: queueUrl,
  GIVE_UP_AFTER_DELIVERIES: '9',
  CODE_VERSION: 'c0de',
  EVENT_TTL_DAYS: '30',
  POWERTOOLS_SERVICE_NAME: 'test',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});

const recordOf = (message: Row): SQSRecord => ({
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

export type Backend = Awaited<ReturnType<typeof startBackend>>;

/** Deletes the messages of an event that was received, but for those that failed. */
const acknowledge = new WeakMap<SQSEvent, (failed: ReadonlySet<string>) => Promise<void>>();

/** Calls a consumer as Lambda does, and deletes what it has done. */
export const invoke = async (handler: SQSHandler, event: SQSEvent) => {
  const response = (await handler(event, {} as Context, () => {})) as SQSBatchResponse;
  await acknowledge.get(event)?.(
    new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
  );
  return response;
};

/** A letter's `Death`, for `toMatchObject`. */
export const deathOf = (death: Partial<Death>) => ({ StringValue: expect.toSatisfy(holds(death)) });

const holds = (death: Partial<Death>) => (text: string) => {
  expect(JSON.parse(text)).toMatchObject(death);
  return true;
};

/** Sends the bodies to a consumer's queue, and hands all of them to the consumer at once. */
export const consumeBodies = async (backend: Backend, handler: SQSHandler, bodies: readonly unknown[]) => {
  for (const body of bodies) await backend.send(body);
  return invoke(handler, await backend.receiveEvent());
};
