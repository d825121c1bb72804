import { expect, test } from 'vitest';
import { givenTable } from './givenTable.ts';

const key = (pk: string) => ({ TableName: 'things', Key: { pk: { S: pk } } });
const text = (bytes: number) => ({ text: { S: 'x'.repeat(bytes) } });

test('a write says what changed, for whom, and what it costs with its indexes', async () => {
  const { feed, put, run } = await givenTable();
  await put('a', { color: { S: 'red' } });
  await put('a', { color: { S: 'blue' }, ...text(3000) });
  await put('a', { color: { S: 'blue' }, ...text(3000) });
  await run('DeleteItem', key('a'), '1-aaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaa');
  expect(feed).toMatchObject([
    { kind: 'write', table: 'things', change: 'INSERT', keys: { pk: 'a' }, units: 2, transactional: false },
    { change: 'MODIFY', units: 5 },
    { change: 'NONE', units: 3 },
    { change: 'REMOVE', units: 4, traceId: '1-aaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaa' },
  ]);
});

test('a write whose condition fails takes capacity and changes nothing', async () => {
  const { feed, put } = await givenTable();
  await put('a', text(2000));
  await expect(put('a', {}, { ConditionExpression: 'attribute_not_exists(pk)' })).rejects.toThrow();
  expect(feed[1]).toMatchObject({ kind: 'write', change: 'NONE', keys: { pk: 'a' }, units: 2 });
});

test('a transaction costs twice, its checks too, its index entries once', async () => {
  const { feed, run } = await givenTable();
  const { ConsumedCapacity } = await run('TransactWriteItems', {
    ReturnConsumedCapacity: 'INDEXES',
    TransactItems: [
      { Put: { TableName: 'things', Item: { pk: { S: 'a' }, color: { S: 'red' }, ...text(1500) } } },
      { ConditionCheck: { ...key('b'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ],
  });
  expect(feed).toMatchObject([
    { change: 'INSERT', units: 5, transactional: true },
    { change: 'NONE', units: 2, transactional: true },
  ]);
  expect(ConsumedCapacity).toEqual([
    {
      TableName: 'things',
      CapacityUnits: 7,
      WriteCapacityUnits: 7,
      Table: { CapacityUnits: 6, WriteCapacityUnits: 6 },
      GlobalSecondaryIndexes: { byColor: { CapacityUnits: 1, WriteCapacityUnits: 1 } },
    },
  ]);
});

test('a cancelled transaction takes capacity', async () => {
  const { feed, run } = await givenTable();
  const cancelled = run('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName: 'things', Item: { pk: { S: 'a' } } } },
      { ConditionCheck: { ...key('b'), ConditionExpression: 'attribute_exists(pk)' } },
    ],
  });
  await expect(cancelled).rejects.toThrow('[None, ConditionalCheckFailed]');
  expect(feed).toMatchObject([
    { change: 'NONE', keys: { pk: 'a' }, units: 2, transactional: true },
    { change: 'NONE', keys: { pk: 'b' }, units: 2, transactional: true },
  ]);
});

test('a transaction repeated with its token takes the read units of its items', async () => {
  const { feed, run } = await givenTable();
  const repeat = () =>
    run('TransactWriteItems', {
      ClientRequestToken: 'token',
      ReturnConsumedCapacity: 'TOTAL',
      TransactItems: [{ Put: { TableName: 'things', Item: { pk: { S: 'a' } } } }],
    });
  await repeat();
  expect((await repeat()).ConsumedCapacity).toEqual([
    { TableName: 'things', CapacityUnits: 2, ReadCapacityUnits: 2 },
  ]);
  expect(feed).toHaveLength(1);
});

test('a read says how many items it read and what that costs', async () => {
  const { feed, put, run } = await givenTable();
  for (const pk of ['a', 'b']) await put(pk, text(5000));
  feed.length = 0;
  await run('GetItem', key('a'));
  await run('GetItem', { ...key('a'), ConsistentRead: true });
  await run('GetItem', key('absent'));
  await run('BatchGetItem', { RequestItems: { things: { Keys: [{ pk: { S: 'a' } }, { pk: { S: 'b' } }] } } });
  await run('Scan', { TableName: 'things' });
  await run('TransactGetItems', { TransactItems: [{ Get: key('a') }] });
  await run('Query', {
    TableName: 'things',
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': { S: 'absent' } },
  });
  const read = { kind: 'read', table: 'things' };
  expect(feed).toMatchObject([
    { ...read, operation: 'GetItem', items: 1, units: 1 },
    { ...read, operation: 'GetItem', items: 1, units: 2 },
    { ...read, operation: 'GetItem', items: 0, units: 0.5 },
    { ...read, operation: 'BatchGetItem', items: 2, units: 2 },
    { ...read, operation: 'Scan', items: 2, units: 1.5 },
    { ...read, operation: 'TransactGetItems', items: 1, units: 4 },
    { ...read, operation: 'Query', items: 0, units: 0.5 },
  ]);
});
