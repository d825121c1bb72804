import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Feature, RunningEngine } from './engines.ts';

/** What a test of the suite works with: clients, and a table that its neighbours share. */
export interface Bench {
  readonly dynamodb: DynamoDBClient;
  /** The same, in plain JavaScript values. */
  readonly documents: DynamoDBDocumentClient;
  readonly streams: DynamoDBStreamsClient;
  readonly table: string;
  /** Features the engine does not have. */
  readonly lacks: readonly Feature[];
  /** Makes another table, deleted with the bench. */
  createTable(input: Partial<CreateTableCommandInput>): Promise<string>;
  close(): Promise<void>;
}

const options = (url: string | undefined) =>
  url === undefined
    ? {}
    : { endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** Keys `pk` and `sk`; `byGroup` (global, all), `byColor` (global, some) and `byAge` (local, keys only). */
const shared = {
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'group', AttributeType: 'S' },
    { AttributeName: 'rank', AttributeType: 'N' },
    { AttributeName: 'color', AttributeType: 'S' },
    { AttributeName: 'age', AttributeType: 'N' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byGroup',
      KeySchema: [
        { AttributeName: 'group', KeyType: 'HASH' },
        { AttributeName: 'rank', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'byColor',
      KeySchema: [{ AttributeName: 'color', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['size'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'byAge',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'age', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
} satisfies Partial<CreateTableCommandInput>;

export const simpleKey = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
} satisfies Partial<CreateTableCommandInput>;

let tables = 0;

export async function createBench({ url, lacks = [] }: RunningEngine): Promise<Bench> {
  const dynamodb = new DynamoDBClient(options(url));
  const streams = new DynamoDBStreamsClient(options(url));
  const created: string[] = [];

  const createTable = async (input: Partial<CreateTableCommandInput>) => {
    const TableName = `conformance-${process.pid}-${++tables}`;
    await dynamodb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        ...input,
      }),
    );
    created.push(TableName);
    await waitUntilTableExists({ client: dynamodb, maxWaitTime: 60, minDelay: 1 }, { TableName });
    return TableName;
  };

  return {
    dynamodb,
    streams,
    lacks,
    documents: DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } }),
    table: await createTable(shared),
    createTable,
    async close() {
      for (const TableName of created) await dynamodb.send(new DeleteTableCommand({ TableName }));
      dynamodb.destroy();
      streams.destroy();
    },
  };
}
