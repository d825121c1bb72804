import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent, SQSHandler, SQSRecord } from 'aws-lambda';
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
  const secretActions = { ...createSecretsManager(world).actions };
  const served = await serveActions({
    DynamoDB_20120810: tableActions,
    AmazonSQS: queueActions,
    secretsmanager: secretActions,
  });
  url = served.url;

  const createQueue = async (QueueName: string): Promise<string> =>
    (await sqs.actions.CreateQueue!({ QueueName, Attributes: { VisibilityTimeout: '60' } }, testCall))
      .QueueUrl;
  const queueUrl = await createQueue('work');
  const deadLetterUrl = await createQueue('dead');
  await createTable(dynamodb.actions, 'table');
  Object.assign(process.env, environmentOf(url, queueUrl, deadLetterUrl));

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

  return {
    world,
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
    receiveEvent: async (): Promise<SQSEvent> => ({ Records: (await receive(queueUrl)).map(recordOf) }),

    deadLetters: () => receive(deadLetterUrl),

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

const environmentOf = (url: string, queueUrl: string, deadLetterUrl: string) => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  TABLE_NAME: 'table',
  QUEUE_URL: queueUrl,
  DEAD_LETTER_QUEUE_URL: deadLetterUrl,
  GIVE_UP_AFTER_DELIVERIES: '9',
  EVENT_TTL_DAYS: '30',
  POWERTOOLS_SERVICE_NAME: 'test',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});

const recordOf = (message: Row): SQSRecord => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes,
  messageAttributes: {},
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work',
  awsRegion: 'us-east-1',
});

export type Backend = Awaited<ReturnType<typeof startBackend>>;

/** Calls a consumer as Lambda does. */
export const invoke = async (handler: SQSHandler, event: SQSEvent) =>
  (await handler(event, {} as Context, () => {})) as SQSBatchResponse;

/** Sends the bodies to a consumer's queue, and hands all of them to the consumer at once. */
export const consumeBodies = async (backend: Backend, handler: SQSHandler, bodies: readonly unknown[]) => {
  for (const body of bodies) await backend.send(body);
  return invoke(handler, await backend.receiveEvent());
};
