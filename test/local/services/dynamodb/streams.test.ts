import { expect, test } from 'vitest';
import { givenTable, START } from './givenTable.ts';

const DAY = 24 * 60 * 60 * 1000;

test('a consumer inside the cloud reads by position and is notified of new records', async () => {
  const { dynamodb, streamArn, put } = await givenTable();
  const { streams } = dynamodb;
  let notified = 0;
  const stop = streams.onAppend(streamArn, () => notified++);
  await put('a');
  await put('b');
  expect(notified).toBe(2);
  stop();
  await put('c');
  expect(notified).toBe(2);
  const first = streams.read(streamArn, streams.positionAt(streamArn, 'TRIM_HORIZON'), 2);
  expect(first.records.map(({ record }) => record.dynamodb.Keys['pk']?.S)).toEqual(['a', 'b']);
  expect(streams.read(streamArn, first.position, 10).records).toHaveLength(1);
  const latest = streams.positionAt(streamArn, 'LATEST');
  expect(streams.read(streamArn, latest, 10)).toEqual({ records: [], position: latest });
});

test('a transaction notifies listeners once, after all its writes', async () => {
  const { dynamodb, streamArn, run } = await givenTable();
  const seen: number[] = [];
  dynamodb.streams.onAppend(streamArn, () =>
    seen.push(dynamodb.streams.read(streamArn, 0, 10).records.length),
  );
  const put = (pk: string) => ({ Put: { TableName: 'things', Item: { pk: { S: pk } } } });
  await run('TransactWriteItems', { TransactItems: ['a', 'b', 'c'].map(put) });
  expect(seen).toEqual([3]);
});

test('a record has its size and the second it was made in, and a trace of its own instead of that of its write', async () => {
  const { world, run, stream, streamArn } = await givenTable();
  await world.clock.advance(1999);
  const Item = { pk: { S: 'ab' }, n: { N: '1' } };
  await run('PutItem', { TableName: 'things', Item }, '1-bbbbbbbb-bbbbbbbbbbbbbbbbbbbbbbbb');
  await run(
    'PutItem',
    { TableName: 'things', Item: { pk: { S: 'cd' } } },
    '1-bbbbbbbb-bbbbbbbbbbbbbbbbbbbbbbbb',
  );
  const [entry, next] = stream();
  expect(new Set([entry!.traceId, next!.traceId, '1-bbbbbbbb-bbbbbbbbbbbbbbbbbbbbbbbb']).size).toBe(3);
  expect(entry).toMatchObject({
    traceId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    record: {
      awsRegion: 'us-east-1',
      eventSourceARN: streamArn,
      dynamodb: { ApproximateCreationDateTime: START / 1000 + 1, SizeBytes: 11, NewImage: Item },
    },
  });
});

test('records of a stream cannot be changed', async () => {
  const { put, stream, get } = await givenTable();
  await put('a', { m: { M: { x: { S: 'y' } } } });
  const image = stream()[0]!.record.dynamodb.NewImage as any;
  expect(() => (image.m.M.x.S = 'other')).toThrow(TypeError);
  const read = await get('a');
  read.m.M.x.S = 'other';
  expect(await get('a')).toMatchObject({ m: { M: { x: { S: 'y' } } } });
});

test('records are gone after a day, and an iterator that needs them says so', async () => {
  const { world, run, put, dynamodb, streamArn } = await givenTable();
  await put('old');
  await world.clock.advance(DAY - 60_000);
  await put('new');
  const { Shards } = (await run('DescribeStream', { StreamArn: streamArn })).StreamDescription;
  const iterator = async (options: object) =>
    (await run('GetShardIterator', { StreamArn: streamArn, ShardId: Shards[0].ShardId, ...options }))
      .ShardIterator;
  const early = await iterator({ ShardIteratorType: 'TRIM_HORIZON' });
  await world.clock.advance(61_000);
  await expect(run('GetRecords', { ShardIterator: early })).rejects.toMatchObject({
    code: 'TrimmedDataAccessException',
  });
  const { Records } = await run('GetRecords', {
    ShardIterator: await iterator({ ShardIteratorType: 'TRIM_HORIZON' }),
  });
  expect(Records).toHaveLength(1);
  expect(dynamodb.streams.read(streamArn, 0, 10)).toMatchObject({ position: 2, records: [{}] });
  const trimmed = iterator({
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    SequenceNumber: '100000000000000000000',
  });
  await expect(trimmed).rejects.toMatchObject({ code: 'TrimmedDataAccessException' });
});

test('an iterator lives for fifteen minutes', async () => {
  const { world, run, streamArn } = await givenTable();
  const { Shards } = (await run('DescribeStream', { StreamArn: streamArn })).StreamDescription;
  const { ShardIterator } = await run('GetShardIterator', {
    StreamArn: streamArn,
    ShardId: Shards[0].ShardId,
    ShardIteratorType: 'LATEST',
  });
  await world.clock.advance(15 * 60_000);
  expect(await run('GetRecords', { ShardIterator })).toMatchObject({ Records: [] });
  await world.clock.advance(1);
  await expect(run('GetRecords', { ShardIterator })).rejects.toMatchObject({
    code: 'ExpiredIteratorException',
  });
});

test('a stream that ended is read to its end and no further', async () => {
  const { run, put, streamArn } = await givenTable();
  await put('a');
  await run('UpdateTable', { TableName: 'things', StreamSpecification: { StreamEnabled: false } });
  const { Shards, StreamStatus } = (await run('DescribeStream', { StreamArn: streamArn })).StreamDescription;
  expect([StreamStatus, Shards[0].SequenceNumberRange.EndingSequenceNumber]).toEqual([
    'DISABLED',
    '100000000000000000000',
  ]);
  const { ShardIterator } = await run('GetShardIterator', {
    StreamArn: streamArn,
    ShardId: Shards[0].ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  });
  const page = await run('GetRecords', { ShardIterator });
  expect([page.Records.length, page.NextShardIterator]).toEqual([1, undefined]);
});

test('a stream enabled again is another stream', async () => {
  const { run, streamArn } = await givenTable();
  await run('UpdateTable', { TableName: 'things', StreamSpecification: { StreamEnabled: false } });
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' };
  const { TableDescription } = await run('UpdateTable', { TableName: 'things', StreamSpecification });
  expect(TableDescription.LatestStreamArn).not.toBe(streamArn);
  expect((await run('ListStreams', { TableName: 'things', Limit: 1 })).LastEvaluatedStreamArn).toBe(
    streamArn,
  );
});

test.each([
  ['GetRecords', { ShardIterator: 'nonsense' }, 'ValidationException'],
  ['GetRecords', { ShardIterator: 'arn|1|nonsense' }, 'ValidationException'],
  ['GetRecords', { ShardIterator: 'x', Limit: 1001 }, 'ValidationException'],
  ['DescribeStream', { StreamArn: 'arn' }, 'ResourceNotFoundException'],
])('%s refuses %j', async (action, input, code) => {
  const { run } = await givenTable();
  await expect(run(action, input)).rejects.toMatchObject({ code });
});

test.each([
  [{ ShardId: 'shardId-none', ShardIteratorType: 'LATEST' }, 'ResourceNotFoundException'],
  [{ ShardIteratorType: 'SOMEWHERE' }, 'ValidationException'],
  [{ ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: 'x' }, 'ValidationException'],
])('GetShardIterator refuses %j', async (input, code) => {
  const { run, streamArn } = await givenTable();
  const { Shards } = (await run('DescribeStream', { StreamArn: streamArn })).StreamDescription;
  const iterator = run('GetShardIterator', { StreamArn: streamArn, ShardId: Shards[0].ShardId, ...input });
  await expect(iterator).rejects.toMatchObject({ code });
});
