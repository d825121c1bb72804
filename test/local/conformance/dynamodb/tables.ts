import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { simpleKey, type Bench } from './Bench.ts';

export function tables(bench: () => Bench): void {
  const send: Bench['dynamodb']['send'] = ((command: any) => bench().dynamodb.send(command)) as any;
  const describeTable = async (TableName: string) =>
    (await send(new DescribeTableCommand({ TableName }))).Table!;

  test('a table is described as it was made', async () => {
    const table = await describeTable(bench().table);
    expect(table).toMatchObject({
      TableName: bench().table,
      TableStatus: 'ACTIVE',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ItemCount: expect.any(Number),
      TableSizeBytes: expect.any(Number),
      CreationDateTime: expect.any(Date),
    });
    expect(table.TableArn).toMatch(new RegExp(`^arn:aws:dynamodb:.*:table/${bench().table}$`));
    expect(
      table.GlobalSecondaryIndexes!.map(({ IndexName, IndexStatus }) => `${IndexName} ${IndexStatus}`).sort(),
    ).toEqual(['byColor ACTIVE', 'byGroup ACTIVE']);
    expect(table.LocalSecondaryIndexes).toMatchObject([
      { IndexName: 'byAge', Projection: { ProjectionType: 'KEYS_ONLY' } },
    ]);
  });

  test('a table with a stream names it', async () => {
    const table = await describeTable(
      await bench().createTable({
        ...simpleKey,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    );
    expect(table.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
    expect(table.LatestStreamArn).toBe(`${table.TableArn}/stream/${table.LatestStreamLabel}`);
  });

  test('a table cannot be made twice', async () => {
    const again = new CreateTableCommand({
      TableName: bench().table,
      BillingMode: 'PAY_PER_REQUEST',
      ...simpleKey,
    });
    await expect(send(again)).rejects.toMatchObject({ name: 'ResourceInUseException' });
  });

  test('tables are listed in pages', async () => {
    const made = [await bench().createTable(simpleKey), await bench().createTable(simpleKey)];
    const { TableNames: [first] = [], LastEvaluatedTableName } = await send(
      new ListTablesCommand({ Limit: 1 }),
    );
    expect(LastEvaluatedTableName).toBe(first);
    const { TableNames } = await send(new ListTablesCommand({}));
    expect(TableNames).toEqual(expect.arrayContaining(made));
  });

  test('a deleted table is gone', async () => {
    const TableName = `${bench().table}-gone`;
    await send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...simpleKey }));
    await send(new DeleteTableCommand({ TableName }));
    await waitUntilTableNotExists({ client: bench().dynamodb, maxWaitTime: 60, minDelay: 1 }, { TableName });
    await expect(describeTable(TableName)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(send(new DeleteTableCommand({ TableName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('an index made later holds what the table held', async () => {
    const TableName = await bench().createTable(simpleKey);
    await bench().documents.send(new PutCommand({ TableName, Item: { pk: 'a', color: 'red' } }));
    await send(
      new UpdateTableCommand({
        TableName,
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'color', AttributeType: 'S' },
        ],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: 'byColor',
              KeySchema: [{ AttributeName: 'color', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          },
        ],
      }),
    );
    await expect
      .poll(async () => (await describeTable(TableName)).GlobalSecondaryIndexes?.[0]?.IndexStatus, {
        timeout: 600_000,
      })
      .toBe('ACTIVE');
    const query = new QueryCommand({
      TableName,
      IndexName: 'byColor',
      KeyConditionExpression: 'color = :c',
      ExpressionAttributeValues: { ':c': 'red' },
    });
    expect((await bench().documents.send(query)).Items).toEqual([{ pk: 'a', color: 'red' }]);
  });

  test('TTL is enabled once', async () => {
    const TableName = await bench().createTable(simpleKey);
    const describe = async () =>
      (await send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
    const enable = () =>
      send(
        new UpdateTimeToLiveCommand({
          TableName,
          TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
        }),
      );
    expect(await describe()).toEqual({ TimeToLiveStatus: 'DISABLED' });
    await enable();
    expect(await describe()).toMatchObject({
      TimeToLiveStatus: expect.stringMatching(/^ENABL/),
      AttributeName: 'until',
    });
    await expect(enable()).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('tags come and go', async ({ skip }) => {
    if (bench().lacks.includes('tags')) skip('this engine has no tags');
    const { TableArn: ResourceArn } = await describeTable(await bench().createTable(simpleKey));
    const tags = async () => (await send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags;
    await send(
      new TagResourceCommand({
        ResourceArn,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a'] }));
    expect(await tags()).toEqual([{ Key: 'b', Value: '2' }]);
  });
}
