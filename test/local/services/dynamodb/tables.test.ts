import { expect, test } from 'vitest';
import { givenDynamoDb, givenTable, START } from './givenTable.ts';

const things = { TableName: 'things', KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] };
const definitions = { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] };

test('a table is there at once and says when and what it is', async () => {
  const { run } = givenDynamoDb();
  const created = await run('CreateTable', { ...things, ...definitions, BillingMode: 'PAY_PER_REQUEST' });
  expect(created.TableDescription.TableStatus).toBe('CREATING');
  const { Table } = await run('DescribeTable', { TableName: 'things' });
  expect(Table).toMatchObject({
    TableStatus: 'ACTIVE',
    TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/things',
    CreationDateTime: START / 1000,
    ItemCount: 0,
  });
});

test('a table goes by its ARN as well as by its name', async () => {
  const { put, run } = await givenTable();
  await put('a');
  const TableName = 'arn:aws:dynamodb:us-east-1:000000000000:table/things';
  expect(await run('GetItem', { TableName, Key: { pk: { S: 'a' } } })).toHaveProperty('Item');
  const Keys = [{ pk: { S: 'a' } }];
  expect(
    (await run('BatchGetItem', { RequestItems: { [TableName]: { Keys } } })).Responses.things,
  ).toHaveLength(1);
  const TransactItems = [{ Get: { TableName, Key: { pk: { S: 'a' } } } }];
  expect((await run('TransactGetItems', { TransactItems })).Responses).toHaveLength(1);
});

test('a table takes no more write units a second than its maximum, and any number without', async () => {
  const { put, run, world } = await givenTable();
  const limit = (MaxWriteRequestUnits: number) =>
    run('UpdateTable', { TableName: 'things', OnDemandThroughput: { MaxWriteRequestUnits } });
  await limit(2);
  await put('a');
  await put('b');
  await expect(put('c')).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'Throughput exceeds the maximum OnDemandThroughput configured on table or index.',
  });
  await world.clock.advance(1000);
  await put('c');
  await limit(-1);
  for (const key of ['d', 'e', 'f']) await put(key);
  await expect(limit(0)).rejects.toMatchObject({ name: 'ValidationException' });
});

test('point-in-time recovery is remembered', async () => {
  const { run } = await givenTable();
  const status = async () =>
    (await run('DescribeContinuousBackups', { TableName: 'things' })).ContinuousBackupsDescription
      .PointInTimeRecoveryDescription.PointInTimeRecoveryStatus;
  expect(await status()).toBe('DISABLED');
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await run('UpdateContinuousBackups', { TableName: 'things', PointInTimeRecoverySpecification });
  expect(await status()).toBe('ENABLED');
});

test('a protected table is not deleted', async () => {
  const { run } = await givenTable();
  await run('UpdateTable', { TableName: 'things', DeletionProtectionEnabled: true });
  await expect(run('DeleteTable', { TableName: 'things' })).rejects.toThrow('protected against deletion');
  await run('UpdateTable', { TableName: 'things', DeletionProtectionEnabled: false });
  await run('DeleteTable', { TableName: 'things' });
  await expect(run('DescribeTable', { TableName: 'things' })).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
  });
});

test('billing, class and indexes of a table can change', async () => {
  const { run } = await givenTable();
  const update = async (input: object) =>
    (await run('UpdateTable', { TableName: 'things', ...input })).TableDescription;
  const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 2 };
  const GlobalSecondaryIndexUpdates = [{ Update: { IndexName: 'byColor', ProvisionedThroughput } }];
  const provisioned = await update({
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput,
    GlobalSecondaryIndexUpdates,
  });
  expect(provisioned).toMatchObject({
    BillingModeSummary: { BillingMode: 'PROVISIONED' },
    ProvisionedThroughput,
    GlobalSecondaryIndexes: [{ ProvisionedThroughput }],
  });
  expect(
    await update({ BillingMode: 'PAY_PER_REQUEST', TableClass: 'STANDARD_INFREQUENT_ACCESS' }),
  ).toMatchObject({
    ProvisionedThroughput: { ReadCapacityUnits: 0 },
    TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
  });
  const left = await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byColor' } }] });
  expect(left).not.toHaveProperty('GlobalSecondaryIndexes');
});
