import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { expect, test } from 'vitest';
import { serveActions } from '../../../../support/serveActions.ts';
import { givenTable } from '../givenTable.ts';

const TableName = 'things';
const Key = (pk: string) => ({ pk: { S: pk } });
const put = (pk: string, n = '1') => ({ Put: { TableName, Item: { ...Key(pk), n: { N: n } } } });
const check = (pk: string) => ({
  ConditionCheck: { TableName, Key: Key(pk), ConditionExpression: 'attribute_not_exists(gone)' },
});

/** A table whose transactions take time. */
async function givenConflicts() {
  const given = await givenTable({ conflicts: 'realistic' });
  const transact = (items: object[], ClientRequestToken?: string) =>
    given.run('TransactWriteItems', { TransactItems: items, ClientRequestToken });
  const conflictsSeen = () => given.feed.filter(({ kind }) => kind === 'conflict');
  return { ...given, transact, conflictsSeen };
}

test('of two transactions that share an item at once, the later one is canceled, with a reason for that item', async () => {
  const { transact, get } = await givenConflicts();
  const first = transact([put('a', '1'), put('b', '1')]);
  const second = transact([put('c', '2'), put('b', '2')]);

  await expect(second).rejects.toMatchObject({
    code: 'TransactionCanceledException',
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, TransactionConflict]',
    fields: {
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
      ],
    },
  });
  await first;
  expect([await get('b'), await get('c')]).toEqual([{ ...Key('b'), n: { N: '1' } }, undefined]);
  await transact([put('c', '2'), put('b', '2')]);
  expect(await get('b')).toMatchObject({ n: { N: '2' } });
});

test('two transactions conflict even where both only check the item', async () => {
  const { transact } = await givenConflicts();
  const [first, second] = await Promise.allSettled([
    transact([check('user'), put('a')]),
    transact([check('user'), put('b')]),
  ]);
  expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
});

test('a condition that is not met and a conflict are reasons of their own', async () => {
  const { transact, put: store } = await givenConflicts();
  await store('old');
  const first = transact([put('a')]);
  const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
  const second = transact([put('a'), { Put: { ...put('old').Put, ...isNew } }]);
  await expect(second).rejects.toThrow('[TransactionConflict, ConditionalCheckFailed]');
  await first;
});

test('a single write of an item in a transaction is refused; others go on', async () => {
  const { transact, run, put: store } = await givenConflicts();
  await store('a');
  const ongoing = transact([put('a', '2')]);
  const refused = { code: 'TransactionConflictException', message: 'Transaction is ongoing for the item' };
  await expect(store('a')).rejects.toMatchObject(refused);
  await expect(run('DeleteItem', { TableName, Key: Key('a') })).rejects.toMatchObject(refused);
  const again = transact([put('b', '2')]);
  await expect(
    run('UpdateItem', {
      TableName,
      Key: Key('b'),
      UpdateExpression: 'SET n = :n',
      ExpressionAttributeValues: { ':n': { N: '3' } },
    }),
  ).rejects.toMatchObject(refused);
  await store('c');
  await Promise.all([ongoing, again]);
});

test('a conflict is told before the condition of the write', async () => {
  const { transact, put: store } = await givenConflicts();
  const ongoing = transact([put('a')]);
  await expect(store('a', {}, { ConditionExpression: 'attribute_exists(nothing)' })).rejects.toMatchObject({
    code: 'TransactionConflictException',
  });
  await ongoing;
});

test('reads return what was committed last, and transactional ones are canceled', async () => {
  const { transact, get, run, put: store } = await givenConflicts();
  await store('a', { n: { N: '1' } });
  const ongoing = transact([put('a', '2')]);
  expect(await get('a')).toMatchObject({ n: { N: '1' } });
  const again = transact([put('b', '2')]);
  await expect(
    run('TransactGetItems', {
      TransactItems: [{ Get: { TableName, Key: Key('z') } }, { Get: { TableName, Key: Key('b') } }],
    }),
  ).rejects.toThrow('[None, TransactionConflict]');
  await Promise.all([ongoing, again]);
  expect(await get('a')).toMatchObject({ n: { N: '2' } });
});

test('a batch leaves what a transaction is writing unprocessed, and writes the rest', async () => {
  const { transact, run, get } = await givenConflicts();
  const ongoing = transact([put('a'), put('b')]);
  const RequestItems = {
    [TableName]: [
      { PutRequest: { Item: { ...Key('a'), n: { N: '9' } } } },
      { PutRequest: { Item: Key('c') } },
      { DeleteRequest: { Key: Key('b') } },
    ],
  };
  const { UnprocessedItems } = await run('BatchWriteItem', { RequestItems });
  await ongoing;
  expect(UnprocessedItems).toEqual({
    [TableName]: [RequestItems[TableName][0], RequestItems[TableName][2]],
  });
  expect(await get('c')).toEqual(Key('c'));
});

test('a transaction under way is not begun again by its token, and answers once it is done', async () => {
  const { transact } = await givenConflicts();
  const first = transact([put('a')], 'token');
  await expect(transact([put('a')], 'token')).rejects.toMatchObject({
    code: 'TransactionInProgressException',
    message: 'Transaction from previous request is still in progress',
  });
  await expect(transact([put('b')], 'token')).rejects.toMatchObject({
    code: 'IdempotentParameterMismatchException',
  });
  await first;
  await transact([put('a')], 'token');
});

test('the token of a canceled transaction is free', async () => {
  const { transact, get } = await givenConflicts();
  const first = transact([put('a', '1')]);
  await expect(transact([put('a', '2')], 'token')).rejects.toThrow('TransactionConflict');
  await first;
  await transact([put('a', '2')], 'token');
  expect(await get('a')).toMatchObject({ n: { N: '2' } });
});

test('the SDK sends a transaction in progress again by itself, and no conflict', async () => {
  const { dynamodb, transact } = await givenConflicts();
  const { TransactWriteItems, PutItem } = dynamodb.actions;
  const calls: string[] = [];
  let first: unknown;
  const { url, close } = await serveActions({
    DynamoDB_20120810: {
      TransactWriteItems: async (input, call) => {
        calls.push('TransactWriteItems');
        // The first is sent twice, as after a connection that broke.
        if (calls.length === 1) first = TransactWriteItems!(input, call);
        // Turns of the event loop are counted, and a machine short of time answers within fewer of them.
        else await first;
        return TransactWriteItems!(input, call);
      },
      PutItem: (input, call) => {
        calls.push('PutItem');
        void transact([put('b', '2')]);
        return PutItem!(input, call);
      },
    },
  });
  const client = new DynamoDBClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    retryStrategy: new ConfiguredRetryStrategy(3, () => 0),
  });

  await client.send(new TransactWriteItemsCommand({ TransactItems: [put('a')] }));
  expect(calls).toEqual(['TransactWriteItems', 'TransactWriteItems']);
  await expect(client.send(new PutItemCommand(put('b').Put))).rejects.toMatchObject({
    name: 'TransactionConflictException',
    $metadata: { attempts: 1 },
  });
  client.destroy();
  await close();
});

test('each refused item is one conflict in the feed', async () => {
  const { transact, put: store, run, world, conflictsSeen } = await givenConflicts();
  const ongoing = transact([put('a'), put('b')]);
  await Promise.allSettled([
    store('a'),
    transact([put('a'), put('b'), put('c')]),
    run('BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: Key('a') } }] } }),
    run('TransactGetItems', { TransactItems: [{ Get: { TableName, Key: Key('b') } }] }),
  ]);
  await ongoing;
  await world.activity.idle();
  expect(conflictsSeen().map(({ operation, keys, table }: any) => [operation, keys.pk, table])).toEqual([
    ['PutItem', 'a', TableName],
    ['TransactWriteItems', 'a', TableName],
    ['TransactWriteItems', 'b', TableName],
    ['BatchWriteItem', 'a', TableName],
    ['TransactGetItems', 'b', TableName],
  ]);
});
