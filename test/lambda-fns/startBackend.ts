import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent, SQSHandler } from 'aws-lambda';
import { expect } from 'vitest';
import type { Death } from '../../model/deadLetters/attributes.ts';
import { createWorld } from '../../local/platform/World.ts';
import { createDynamoDb } from '../../local/services/dynamodb/createDynamoDb.ts';
import { createSecretsManager } from '../../local/services/secretsManager/createSecretsManager.ts';
import type { TransactionConflicts } from '../../local/services/dynamodb/transactions/createOngoingTransactions.ts';
import { createSqs } from '../../local/services/sqs/createSqs.ts';
import { createTable } from '../support/createTable.ts';
import { serveActions, testCall } from '../support/serveActions.ts';
import { acknowledge, createWorkQueues } from './createWorkQueues.ts';

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
  const secretActions = { ...createSecretsManager(world).actions };
  const queueActions = { ...sqs.actions };
  const served = await serveActions({
    DynamoDB_20120810: tableActions,
    AmazonSQS: queueActions,
    secretsmanager: secretActions,
  });
  url = served.url;
  const { queueUrl, deadLetterUrl, receiveEvent, deadLetters } = await createWorkQueues(sqs, queueActions);
  await createTable(dynamodb.actions, 'table');
  Object.assign(process.env, environmentOf(url, queueUrl));

  return {
    world,
    queueUrl,
    deadLetterUrl,
    tableActions,
    queueActions,
    secretActions,
    receiveEvent,
    deadLetters,
    close: () => served.close(),

    send: (body: unknown) =>
      sqs.actions.SendMessage!(
        { QueueUrl: queueUrl, MessageBody: typeof body === 'string' ? body : JSON.stringify(body) },
        testCall,
      ),

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

export type Backend = Awaited<ReturnType<typeof startBackend>>;

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
