import { expect, test } from 'vitest';
import { givenTable } from './givenTable.ts';

const things = { TableName: 'things', KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] };
const definitions = { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] };

test('the same seed gives the same ids, order and records', async () => {
  const story = async (seed: number) => {
    const { put, run, feed, stream } = await givenTable({ seed });
    for (let at = 0; at < 30; at++) await put(`item ${at}`, { color: { S: 'red' } });
    const Keys = Array.from({ length: 30 }, (_, at) => ({ pk: { S: `item ${at}` } }));
    const answer = await run('BatchGetItem', { RequestItems: { things: { Keys } } });
    return JSON.stringify([answer, feed, stream(), await run('DescribeTable', { TableName: 'things' })]);
  };
  expect(await story(7)).toBe(await story(7));
  expect(await story(7)).not.toBe(await story(8));
});

test('a batch read returns its items in random order', async () => {
  const { put, run } = await givenTable();
  const names = Array.from({ length: 20 }, (_, at) => `item ${at}`);
  for (const name of names) await put(name);
  const Keys = names.map((pk) => ({ pk: { S: pk } }));
  const { Responses } = await run('BatchGetItem', { RequestItems: { things: { Keys } } });
  const read = Responses.things.map((item: any) => item.pk.S);
  expect(read).not.toEqual(names);
  expect(read.toSorted()).toEqual(names.toSorted());
});

test('many items with one index key are all in the index', async () => {
  const { put, run } = await givenTable();
  for (let at = 0; at < 20_000; at++) await put(String(at), { color: { S: 'red' } });
  let found = 0;
  let ExclusiveStartKey: object | undefined;
  do {
    const page: any = await run('Query', {
      TableName: 'things',
      IndexName: 'byColor',
      KeyConditionExpression: 'color = :c',
      ExpressionAttributeValues: { ':c': { S: 'red' } },
      Select: 'COUNT',
      Limit: 999,
      ExclusiveStartKey,
    });
    found += page.Count;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  expect(found).toBe(20_000);
});

const indexOn = (AttributeName: string, IndexName: string) => ({
  IndexName,
  KeySchema: [{ AttributeName, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
});

test.each<[string, object, string]>([
  [
    'CreateTable',
    { ...things, ...definitions, TableName: 'new', GlobalTableWitnesses: [] },
    'CreateTable does not support GlobalTableWitnesses here',
  ],
  [
    'UpdateTable',
    { TableName: 'things', ReplicaUpdates: [] },
    'UpdateTable does not support ReplicaUpdates here',
  ],
  ['UpdateTable', { TableName: 'things' }, 'At least one of ProvisionedThroughput'],
  ['UpdateTable', { TableName: 'things', GlobalSecondaryIndexUpdates: [{}] }, 'must not be null'],
  [
    'UpdateTable',
    {
      TableName: 'things',
      GlobalSecondaryIndexUpdates: [{ Create: indexOn('color', 'byColor') }],
    },
    'already exists: byColor',
  ],
  [
    'UpdateTable',
    {
      TableName: 'things',
      GlobalSecondaryIndexUpdates: [{ Create: indexOn('x', 'byX') }],
    },
    'Keys: [x]',
  ],
  [
    'UpdateTable',
    { TableName: 'things', StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } },
    'already has an enabled stream',
  ],
  [
    'CreateTable',
    {
      ...things,
      ...definitions,
      TableName: 'new',
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true },
    },
    'must not be null or empty',
  ],
  [
    'CreateTable',
    {
      ...things,
      ...definitions,
      TableName: 'new',
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: false, StreamViewType: 'KEYS_ONLY' },
    },
    'StreamEnabled was false',
  ],
  [
    'CreateTable',
    {
      ...things,
      ...definitions,
      TableName: 'new',
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'ALL' },
    },
    'enum value set',
  ],
  [
    'CreateTable',
    {
      ...things,
      TableName: 'new',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...definitions.AttributeDefinitions, { AttributeName: 'x', AttributeType: 'S' }],
    },
    'Number of attributes in KeySchema',
  ],
  ['TransactWriteItems', { TransactItems: [{}] }, 'TransactItems can only contain one of'],
  ['TransactWriteItems', { TransactItems: 'all' }, 'Unexpected field type'],
  ['TransactWriteItems', {}, "Value null at 'transactItems'"],
  [
    'TransactWriteItems',
    { TransactItems: [{ Update: { TableName: 'things', Key: { pk: { S: 'a' } } } }] },
    "at 'transactItems.1.member.update.updateExpression'",
  ],
  [
    'TransactWriteItems',
    {
      ClientRequestToken: 'x'.repeat(37),
      TransactItems: [{ Put: { TableName: 'things', Item: { pk: { S: 'a' } } } }],
    },
    "at 'clientRequestToken'",
  ],
  ['TransactGetItems', { TransactItems: [{ Put: {} }] }, 'TransactItems can only contain Get'],
  [
    'TagResource',
    { ResourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/nowhere', Tags: [] },
    'not found',
  ],
])('%s %j is refused: %s', async (action, input, message) => {
  const { run } = await givenTable();
  await expect(run(action, input)).rejects.toThrow(message);
});

test('a token is forgotten after ten minutes', async () => {
  const { world, run, get } = await givenTable();
  const put = (n: string) =>
    run('TransactWriteItems', {
      ClientRequestToken: 'token',
      TransactItems: [{ Put: { TableName: 'things', Item: { pk: { S: 'a' }, n: { N: n } } } }],
    });
  await put('1');
  await expect(put('2')).rejects.toMatchObject({ code: 'IdempotentParameterMismatchException' });
  await world.clock.advance(10 * 60_000);
  await put('2');
  expect(await get('a')).toMatchObject({ n: { N: '2' } });
});

test('legacy parameters work', async () => {
  const { put, run, get } = await givenTable();
  await put('a', { n: { N: '1' } });
  const Key = { pk: { S: 'a' } };
  const AttributeUpdates = { n: { Action: 'ADD', Value: { N: '2' } }, s: { Value: { S: 'x' } } };
  await run('UpdateItem', {
    TableName: 'things',
    Key,
    AttributeUpdates,
    Expected: { n: { Value: { N: '1' } } },
  });
  expect(await get('a')).toEqual({ pk: { S: 'a' }, n: { N: '3' }, s: { S: 'x' } });
  const again = run('UpdateItem', {
    TableName: 'things',
    Key,
    AttributeUpdates,
    Expected: { n: { Value: { N: '1' } } },
  });
  await expect(again).rejects.toMatchObject({ code: 'ConditionalCheckFailedException' });
  const mistyped = { s: { Action: 'ADD', Value: { N: '1' } } };
  await expect(run('UpdateItem', { TableName: 'things', Key, AttributeUpdates: mistyped })).rejects.toThrow(
    'Type mismatch',
  );
  const ScanFilter = { n: { ComparisonOperator: 'GT', AttributeValueList: [{ N: '2' }] } };
  expect(await run('Scan', { TableName: 'things', ScanFilter, AttributesToGet: ['n'] })).toMatchObject({
    Items: [{ n: { N: '3' } }],
  });
});

test('an input is left as it was given', async () => {
  const { run } = await givenTable();
  const input = { TableName: 'things', Item: { pk: { S: 'a' }, n: { N: '01.0' } }, Unknown: 1 };
  const before = structuredClone(input);
  await run('PutItem', input);
  expect(input).toEqual(before);
});
