import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record,
  type GetShardIteratorCommandInput,
} from '@aws-sdk/client-dynamodb-streams';
import { DescribeTableCommand, UpdateTableCommand, type StreamViewType } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { simpleKey, type Bench } from './Bench.ts';

export function streams(bench: () => Bench): void {
  const given = async (StreamViewType: StreamViewType) => {
    const TableName = await bench().createTable({
      ...simpleKey,
      StreamSpecification: { StreamEnabled: true, StreamViewType },
    });
    const { Table } = await bench().dynamodb.send(new DescribeTableCommand({ TableName }));
    return { TableName, StreamArn: Table!.LatestStreamArn! };
  };
  const describeStream = async (StreamArn: string) =>
    (await bench().streams.send(new DescribeStreamCommand({ StreamArn }))).StreamDescription!;
  const iterator = async (StreamArn: string, options: Partial<GetShardIteratorCommandInput>) => {
    const { Shards } = await describeStream(StreamArn);
    const ShardIteratorType = options.ShardIteratorType ?? 'TRIM_HORIZON';
    const input = { StreamArn, ShardId: Shards![0]!.ShardId!, ...options, ShardIteratorType };
    return (await bench().streams.send(new GetShardIteratorCommand(input))).ShardIterator!;
  };
  const read = async (ShardIterator: string, Limit?: number) =>
    bench().streams.send(new GetRecordsCommand({ ShardIterator, Limit }));
  const records = async (StreamArn: string): Promise<_Record[]> =>
    (await read(await iterator(StreamArn, {}))).Records!;

  const put = (TableName: string, Item: object) =>
    bench().documents.send(new PutCommand({ TableName, Item: Item as Record<string, any> }));

  /** One item's life: inserted, modified, removed. */
  const live = async (TableName: string) => {
    await put(TableName, { pk: 'a', n: 1 });
    await bench().documents.send(
      new UpdateCommand({
        TableName,
        Key: { pk: 'a' },
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: { ':n': 2 },
      }),
    );
    await bench().documents.send(new DeleteCommand({ TableName, Key: { pk: 'a' } }));
  };

  test('every change is a record with the images of before and after', async () => {
    const { TableName, StreamArn } = await given('NEW_AND_OLD_IMAGES');
    await live(TableName);
    const [one, two] = [1, 2].map((n) => ({ pk: { S: 'a' }, n: { N: String(n) } }));
    const [inserted, modified, removed, ...none] = await records(StreamArn);
    const common = { eventSource: 'aws:dynamodb', eventVersion: '1.1', eventID: expect.stringMatching(/./) };
    expect(inserted).toMatchObject({
      ...common,
      eventName: 'INSERT',
      dynamodb: { Keys: { pk: { S: 'a' } }, NewImage: one, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    expect(modified).toMatchObject({
      ...common,
      eventName: 'MODIFY',
      dynamodb: { Keys: { pk: { S: 'a' } }, OldImage: one, NewImage: two },
    });
    expect(removed).toMatchObject({
      ...common,
      eventName: 'REMOVE',
      dynamodb: { Keys: { pk: { S: 'a' } }, OldImage: two },
    });
    expect([inserted?.dynamodb?.OldImage, removed?.dynamodb?.NewImage, removed?.userIdentity, none]).toEqual([
      undefined,
      undefined,
      undefined,
      [],
    ]);
    expect(inserted!.dynamodb!.ApproximateCreationDateTime).toBeInstanceOf(Date);
  });

  test.each([
    ['KEYS_ONLY', [[], [], []]],
    ['NEW_IMAGE', [['NewImage'], ['NewImage'], []]],
    ['OLD_IMAGE', [[], ['OldImage'], ['OldImage']]],
  ] as const)('a stream of %s holds only those images', async (viewType, images) => {
    const { TableName, StreamArn } = await given(viewType);
    await live(TableName);
    const held = (await records(StreamArn)).map(({ dynamodb }) =>
      ['NewImage', 'OldImage'].filter((name) => name in dynamodb!),
    );
    expect(held).toEqual(images);
  });

  test('sequence numbers only grow, over single writes, batches and transactions', async () => {
    const { TableName, StreamArn } = await given('KEYS_ONLY');
    await put(TableName, { pk: 'single' });
    await bench().documents.send(
      new BatchWriteCommand({
        RequestItems: { [TableName]: ['b1', 'b2'].map((pk) => ({ PutRequest: { Item: { pk } } })) },
      }),
    );
    await bench().documents.send(
      new TransactWriteCommand({
        TransactItems: ['t1', 't2', 't3'].map((pk) => ({ Put: { TableName, Item: { pk } } })),
      }),
    );
    const written = await records(StreamArn);
    const numbers = written.map(({ dynamodb }) => BigInt(dynamodb!.SequenceNumber!));
    expect(numbers.every((number, at) => at === 0 || number > numbers[at - 1]!)).toBe(true);
    const keys = written.map(({ dynamodb }) => dynamodb!.Keys!['pk']!.S);
    expect([keys[0], keys.slice(1, 3).sort(), keys.slice(3).sort()]).toEqual([
      'single',
      ['b1', 'b2'],
      ['t1', 't2', 't3'],
    ]);
  });

  test('neither a write that changes nothing nor one that fails makes a record', async () => {
    const { TableName, StreamArn } = await given('NEW_AND_OLD_IMAGES');
    await put(TableName, { pk: 'a', set: new Set(['x', 'y']) });
    await put(TableName, { pk: 'a', set: new Set(['y', 'x']) });
    await bench().documents.send(new DeleteCommand({ TableName, Key: { pk: 'absent' } }));
    const refused = new PutCommand({
      TableName,
      Item: { pk: 'a' },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await expect(bench().documents.send(refused)).rejects.toThrow();
    const cancelled = new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item: { pk: 'b' } } },
        { ConditionCheck: { TableName, Key: { pk: 'absent' }, ConditionExpression: 'attribute_exists(pk)' } },
      ],
    });
    await expect(bench().documents.send(cancelled)).rejects.toThrow();
    expect((await records(StreamArn)).map(({ eventName }) => eventName)).toEqual(['INSERT']);
  });

  test('reading continues where it stopped, by a limit or a sequence number', async () => {
    const { TableName, StreamArn } = await given('KEYS_ONLY');
    const keys = (page: { Records?: _Record[] }) =>
      page.Records!.map(({ dynamodb }) => dynamodb!.Keys!['pk']!.S);
    const latest = await iterator(StreamArn, { ShardIteratorType: 'LATEST' });
    for (const pk of ['a', 'b', 'c']) await put(TableName, { pk });
    const first = await read(await iterator(StreamArn, {}), 2);
    expect([keys(first), keys(await read(first.NextShardIterator!))]).toEqual([['a', 'b'], ['c']]);
    expect(keys(await read(latest))).toEqual(['a', 'b', 'c']);
    const SequenceNumber = first.Records![1]!.dynamodb!.SequenceNumber!;
    expect(
      keys(
        await read(await iterator(StreamArn, { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber })),
      ),
    ).toEqual(['b', 'c']);
    expect(
      keys(
        await read(await iterator(StreamArn, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber })),
      ),
    ).toEqual(['c']);
  });

  test('a stream is listed and described, and ends when it is disabled', async () => {
    const { TableName, StreamArn } = await given('NEW_IMAGE');
    await put(TableName, { pk: 'a' });
    const { Streams } = await bench().streams.send(new ListStreamsCommand({ TableName }));
    expect(Streams).toMatchObject([{ StreamArn, TableName }]);
    expect(await describeStream(StreamArn)).toMatchObject({
      StreamStatus: 'ENABLED',
      StreamViewType: 'NEW_IMAGE',
      TableName,
      KeySchema: simpleKey.KeySchema,
    });
    await bench().dynamodb.send(
      new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }),
    );
    await put(TableName, { pk: 'b' });
    expect(await records(StreamArn)).toHaveLength(1);
  });

  test('a stream that is not there is refused', async () => {
    const { StreamArn } = await given('KEYS_ONLY');
    const absent = StreamArn.replace(/stream\/.*/, 'stream/2001-01-01T00:00:00.000');
    await expect(describeStream(absent)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
}
