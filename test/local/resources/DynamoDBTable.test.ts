import { App, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  BillingMode,
  Capacity,
  ProjectionType,
  StreamViewType,
  Table,
  TableClass,
  TableEncryption,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { DynamoDBGlobalTable } from '../../../local/resources/DynamoDBGlobalTable.ts';
import { DynamoDBTable } from '../../../local/resources/DynamoDBTable.ts';
import {
  type Created,
  physicalName,
  type ResourceContext,
} from '../../../local/resources/common/ResourceType.ts';
import { givenDynamoDb } from '../services/dynamodb/givenTable.ts';

const types = { 'AWS::DynamoDB::Table': DynamoDBTable, 'AWS::DynamoDB::GlobalTable': DynamoDBGlobalTable };

const partitionKey = { name: 'pk', type: AttributeType.STRING };
const sortKey = { name: 'sk', type: AttributeType.STRING };
const byColor = { indexName: 'byColor', partitionKey: { name: 'color', type: AttributeType.STRING } };
const byAge = { indexName: 'byAge', sortKey: { name: 'age', type: AttributeType.NUMBER } };

/** A DynamoDB service, and a function that creates its resources from a template's properties. */
function givenStack() {
  const { world, dynamodb, run } = givenDynamoDb();
  const context = {
    world,
    services: { dynamodb },
    stackName: 'stack',
    logicalId: 'Things',
    physicalName: (maxLength?: number) => physicalName('stack', 'Things', maxLength),
  } as unknown as ResourceContext;
  const create = async (type: keyof typeof types, properties: object): Promise<Created> =>
    types[type].create(types[type].properties.parse(properties), context);
  const describeTable = async (TableName: string) => (await run('DescribeTable', { TableName })).Table;
  return { run, create, describeTable };
}

/** What CDK writes to a template for the one table that `build` creates. */
function synthesized(build: (scope: Construct) => unknown): { type: keyof typeof types; properties: any } {
  const app = new App();
  build(new Stack(app, 'stack', { env: { region: 'us-east-1', account: '000000000000' } }));
  const resources = Object.values<any>(app.synth().getStackByName('stack').template.Resources);
  const { Type, Properties } = resources.find((resource) => resource.Type in types);
  return { type: Type, properties: Properties };
}

test("CDK's Table is created with its keys, indexes, stream, TTL and recovery", async () => {
  const { type, properties } = synthesized((scope) => {
    const table = new Table(scope, 'Table', {
      partitionKey,
      sortKey,
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'until',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
      deletionProtection: true,
      encryption: TableEncryption.AWS_MANAGED,
      tableClass: TableClass.STANDARD_INFREQUENT_ACCESS,
      maxReadRequestUnits: 100,
      warmThroughput: { readUnitsPerSecond: 13_000, writeUnitsPerSecond: 5_000 },
      contributorInsightsSpecification: { enabled: true },
    });
    table.addGlobalSecondaryIndex({
      ...byColor,
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['size'],
    });
    table.addLocalSecondaryIndex(byAge);
  });
  const { run, create, describeTable } = givenStack();
  const { ref, attributes } = await create(type, properties);

  expect(ref).toMatch(/^stack-Things-[A-Z0-9]{12}$/);
  const table = await describeTable(ref);
  expect(table).toMatchObject({
    KeySchema: [{ AttributeName: 'pk' }, { AttributeName: 'sk' }],
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    GlobalSecondaryIndexes: [{ IndexName: 'byColor', Projection: { NonKeyAttributes: ['size'] } }],
    LocalSecondaryIndexes: [{ IndexName: 'byAge' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
    DeletionProtectionEnabled: true,
  });
  expect(attributes).toEqual({
    Arn: table.TableArn,
    TableId: table.TableId,
    StreamArn: table.LatestStreamArn,
  });
  const { TimeToLiveDescription } = await run('DescribeTimeToLive', { TableName: ref });
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
  const { ContinuousBackupsDescription } = await run('DescribeContinuousBackups', { TableName: ref });
  expect(ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus).toBe(
    'ENABLED',
  );
});

test("CDK's Table is created with just provisioned capacity and a name", async () => {
  const { type, properties } = synthesized(
    (scope) => new Table(scope, 'Table', { partitionKey, tableName: 'things' }),
  );
  const { create, describeTable } = givenStack();
  const { ref, attributes } = await create(type, properties);
  expect(ref).toBe('things');
  expect(attributes).not.toHaveProperty('StreamArn');
  expect((await describeTable('things')).ProvisionedThroughput).toMatchObject({
    ReadCapacityUnits: 5,
    WriteCapacityUnits: 5,
  });
});

describe("CDK's TableV2", () => {
  test('is created with its keys, indexes, stream, TTL and recovery', async () => {
    const { type, properties } = synthesized(
      (scope) =>
        new TableV2(scope, 'Table', {
          partitionKey,
          sortKey,
          billing: Billing.onDemand({ maxReadRequestUnits: 10, maxWriteRequestUnits: 10 }),
          dynamoStream: StreamViewType.NEW_IMAGE,
          timeToLiveAttribute: 'until',
          pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
          deletionProtection: true,
          encryption: TableEncryptionV2.awsManagedKey(),
          globalSecondaryIndexes: [{ ...byColor, maxReadRequestUnits: 5 }],
          localSecondaryIndexes: [byAge],
          tags: [{ key: 'team', value: 'a' }],
          contributorInsightsSpecification: { enabled: true },
          warmThroughput: { readUnitsPerSecond: 13_000, writeUnitsPerSecond: 5_000 },
        }),
    );
    const { run, create, describeTable } = givenStack();
    const { ref, attributes } = await create(type, properties);
    const table = await describeTable(ref);
    expect(table).toMatchObject({
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      GlobalSecondaryIndexes: [{ IndexName: 'byColor' }],
      LocalSecondaryIndexes: [{ IndexName: 'byAge' }],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      DeletionProtectionEnabled: true,
    });
    expect(attributes).toEqual({
      Arn: table.TableArn,
      TableId: table.TableId,
      StreamArn: table.LatestStreamArn,
    });
    expect((await run('ListTagsOfResource', { ResourceArn: table.TableArn })).Tags).toEqual([
      { Key: 'team', Value: 'a' },
    ]);
    const { TimeToLiveDescription } = await run('DescribeTimeToLive', { TableName: ref });
    expect(TimeToLiveDescription.AttributeName).toBe('until');
  });

  test('with auto-scaled capacity has its minimum capacity', async () => {
    const { type, properties } = synthesized(
      (scope) =>
        new TableV2(scope, 'Table', {
          partitionKey,
          billing: Billing.provisioned({
            readCapacity: Capacity.fixed(3),
            writeCapacity: Capacity.autoscaled({ minCapacity: 2, maxCapacity: 10 }),
          }),
          globalSecondaryIndexes: [byColor],
        }),
    );
    const { create, describeTable } = givenStack();
    const capacity = { ReadCapacityUnits: 3, WriteCapacityUnits: 2 };
    expect(await describeTable((await create(type, properties)).ref)).toMatchObject({
      ProvisionedThroughput: capacity,
      GlobalSecondaryIndexes: [{ ProvisionedThroughput: capacity }],
    });
  });

  test('with replicas in other regions is refused by name', async () => {
    const { type, properties } = synthesized(
      (scope) => new TableV2(scope, 'Table', { partitionKey, replicas: [{ region: 'eu-west-1' }] }),
    );
    await expect(givenStack().create(type, properties)).rejects.toMatchObject({
      name: 'OperatorError',
      message: expect.stringMatching(
        /^Things: a global table with replicas in .*eu-west-1.* is not supported/,
      ),
    });
  });
});

const least = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
};

test.each(['ImportSourceSpecification', 'KinesisStreamSpecification', 'Nonsense'])(
  '%s is refused by name',
  (name) => {
    const { success, error } = DynamoDBTable.properties.safeParse({ ...least, [name]: {} });
    expect([success, error?.message]).toEqual([false, expect.stringContaining(name)]);
  },
);

test('scalars may be strings', async () => {
  const { create, describeTable } = givenStack();
  const { ref } = await create('AWS::DynamoDB::Table', {
    ...least,
    ProvisionedThroughput: { ReadCapacityUnits: '3', WriteCapacityUnits: '4' },
    DeletionProtectionEnabled: 'true',
  });
  expect(await describeTable(ref)).toMatchObject({
    ProvisionedThroughput: { WriteCapacityUnits: 4 },
    DeletionProtectionEnabled: true,
  });
});

test('a table that DynamoDB refuses is refused', async () => {
  const twice = givenStack().create('AWS::DynamoDB::Table', {
    ...least,
    BillingMode: 'PAY_PER_REQUEST',
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
  });
  await expect(twice).rejects.toMatchObject({ code: 'ValidationException' });
});
