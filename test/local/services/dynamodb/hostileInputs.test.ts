import { describe, expect, test } from 'vitest';
import { givenTable } from './givenTable.ts';

const TableName = 'things';
const Key = { pk: { S: 'a' } };

/** An item with attributes, and a map with members, that have the names of JavaScript's own. */
const item = (pk: string) =>
  JSON.parse(
    `{"pk":{"S":"${pk}"},"__proto__":{"S":"p"},"constructor":{"N":"1"},"m":{"M":{"__proto__":{"M":{"a":{"S":"deep"}}},"toString":{"S":"t"}}}}`,
  ) as object;

const entriesOf = (value: object) => JSON.stringify(value);

describe('names of JavaScript’s own are stored and returned like any other', () => {
  test('by PutItem, GetItem, Query, Scan, batches, transactions and the stream', async () => {
    const { run, stream } = await givenTable();
    await run('PutItem', { TableName, Item: item('a') });
    await run('BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: item('b') } }] } });
    await run('TransactWriteItems', { TransactItems: [{ Put: { TableName, Item: item('c') } }] });

    const read = [
      (await run('GetItem', { TableName, Key })).Item,
      (await run('TransactGetItems', { TransactItems: [{ Get: { TableName, Key } }] })).Responses[0].Item,
      (await run('BatchGetItem', { RequestItems: { [TableName]: { Keys: [Key] } } })).Responses[TableName][0],
      stream()[0]?.record.dynamodb.NewImage,
      (await run('PutItem', { TableName, Item: Key, ReturnValues: 'ALL_OLD' })).Attributes,
    ];
    const { Items } = await run('Scan', { TableName });

    for (const each of read) expect(entriesOf(each)).toBe(entriesOf(item('a')));
    expect(Items.map(entriesOf)).toEqual(
      expect.arrayContaining([entriesOf(item('b')), entriesOf(item('c'))]),
    );
  });

  test('in expressions', async () => {
    const { run } = await givenTable();
    await run('PutItem', { TableName, Item: item('a') });
    const ExpressionAttributeNames = {
      '#p': '__proto__',
      '#c': 'constructor',
      '#t': 'toString',
      '#h': 'hasOwnProperty',
    };

    const projected = await run('GetItem', {
      TableName,
      Key,
      ProjectionExpression: '#p, m.#p.a, m.#t, #h, m.#c',
      ExpressionAttributeNames,
    });
    expect(entriesOf(projected.Item)).toBe(
      '{"__proto__":{"S":"p"},"m":{"M":{"__proto__":{"M":{"a":{"S":"deep"}}},"toString":{"S":"t"}}}}',
    );
    expect('a' in {} || 'M' in {}).toBe(false);

    const { Attributes } = await run('UpdateItem', {
      TableName,
      Key,
      UpdateExpression: 'SET m.#p.a = :x, #t = :x REMOVE #c',
      ConditionExpression: 'attribute_not_exists(#h) AND #p = :p AND attribute_not_exists(m.#c)',
      ExpressionAttributeNames,
      ExpressionAttributeValues: { ':x': { S: 'x' }, ':p': { S: 'p' } },
      ReturnValues: 'ALL_NEW',
    });
    expect(entriesOf(Attributes)).toBe(
      '{"pk":{"S":"a"},"__proto__":{"S":"p"},"m":{"M":{"__proto__":{"M":{"a":{"S":"x"}}},"toString":{"S":"t"}}},"toString":{"S":"x"}}',
    );
    expect('a' in {} || 'M' in {}).toBe(false);
  });
});

test.each(['__proto__', 'constructor', 'toString'])(
  'a table, an index and their keys may be called %s',
  async (name) => {
    const { run } = await givenTable();
    const keys = { KeySchema: [{ AttributeName: name, KeyType: 'HASH' }] };
    await run('CreateTable', {
      TableName: name,
      ...keys,
      AttributeDefinitions: [{ AttributeName: name, AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [{ IndexName: name, ...keys, Projection: { ProjectionType: 'KEYS_ONLY' } }],
    });
    const Item = JSON.parse(`{"${name}":{"S":"a"},"b":{"S":"c"}}`) as object;
    const Key = JSON.parse(`{"${name}":{"S":"a"}}`) as object;
    const requests = (request: object) => ({ RequestItems: Object.fromEntries([[name, request]]) });

    await run('PutItem', { TableName: name, Item });
    await run('BatchWriteItem', requests([{ PutRequest: { Item } }]));

    expect(entriesOf((await run('GetItem', { TableName: name, Key })).Item)).toBe(entriesOf(Item));
    expect(entriesOf((await run('BatchGetItem', requests({ Keys: [Key] }))).Responses)).toBe(
      `{"${name}":[${entriesOf(Item)}]}`,
    );
    const page = await run('Scan', { TableName: name, IndexName: name, ReturnConsumedCapacity: 'INDEXES' });
    expect(entriesOf(page.Items)).toBe(`[${entriesOf(Key)}]`);
    expect(page.ConsumedCapacity.CapacityUnits).toBe(0.5);
  },
);

describe('projections', () => {
  const projected = async (ProjectionExpression: string) => {
    const { run } = await givenTable();
    const l = { L: [{ S: '0' }, { M: { x: { S: '1x' }, y: { S: '1y' } } }, { S: '2' }] };
    await run('PutItem', { TableName, Item: { ...Key, l, m: { M: { a: { S: 'a' }, b: { S: 'b' } } } } });
    return (await run('GetItem', { TableName, Key, ProjectionExpression })).Item;
  };

  test.each<[string, object | undefined]>([
    ['pk, nothing', Key],
    ['m.b, pk, m.a', { m: { M: { b: { S: 'b' }, a: { S: 'a' } } }, ...Key }],
    ['l[2], l[0]', { l: { L: [{ S: '0' }, { S: '2' }] } }],
    ['l[1].y, l[9], l[1].x', { l: { L: [{ M: { y: { S: '1y' }, x: { S: '1x' } } }] } }],
    ['l[0].x, m[0], nothing.x', {}],
  ])('%s', async (expression, expected) => {
    expect(await projected(expression)).toEqual(expected);
  });
});

test.each<[string, object]>([
  ['TransactWriteItems', { TransactItems: [{ Put: { TableName, Item: Key } }], ClientRequestToken: null }],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName, Key } }], ReturnConsumedCapacity: null }],
  ['GetItem', { TableName, Key, ProjectionExpression: null }],
  ['ListTables', { Limit: null }],
])('a member of %s that is null is not there', async (action, input) => {
  const { run } = await givenTable();

  await expect(run(action, input)).resolves.toBeDefined();
});

describe('a request that is not what the API says is refused, and the table still serves', () => {
  test.each<[string, object, string]>([
    ['GetItem', { TableName: { toString: 'x' }, Key }, 'SerializationException'],
    ['GetItem', { TableName, Key: { pk: null } }, 'ValidationException'],
    ['GetItem', { TableName, Key: [] }, 'SerializationException'],
    ['GetItem', { TableName, Key, AttributesToGet: [null] }, 'SerializationException'],
    ['PutItem', { TableName, Item: { ...Key, s: { SS: [null] } } }, 'SerializationException'],
    ['PutItem', { TableName, Item: { ...Key, l: { L: [null] } } }, 'ValidationException'],
    ['PutItem', { TableName, Item: { ...Key, n: { N: '1e999999999' } } }, 'ValidationException'],
    ['BatchGetItem', { RequestItems: { [TableName]: null } }, 'ValidationException'],
    ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [null] } } }, 'SerializationException'],
    ['BatchWriteItem', { RequestItems: { [TableName]: [null] } }, 'ValidationException'],
    ['BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: null }] } }, 'ValidationException'],
    ['TransactWriteItems', { TransactItems: [null] }, 'ValidationException'],
    ['TransactWriteItems', { TransactItems: [{ Put: 1 }] }, 'ValidationException'],
    ['TransactWriteItems', { TransactItems: [{ Put: [] }], ClientRequestToken: 1 }, 'SerializationException'],
    [
      'CreateTable',
      { TableName: 'new', KeySchema: [null], AttributeDefinitions: [null] },
      'ValidationException',
    ],
    ['TagResource', { ResourceArn: 'table/things', Tags: 'text' }, 'SerializationException'],
    ['TagResource', { ResourceArn: 'table/things', Tags: [null] }, 'ValidationException'],
    ['UntagResource', { ResourceArn: { toString: 1 }, TagKeys: [] }, 'SerializationException'],
    ['UntagResource', { ResourceArn: 'table/things', TagKeys: 'text' }, 'SerializationException'],
    ['UpdateTimeToLive', { TableName, TimeToLiveSpecification: [] }, 'SerializationException'],
    ['UpdateContinuousBackups', { TableName, PointInTimeRecoverySpecification: 1 }, 'SerializationException'],
    ['UpdateTable', { TableName, AttributeDefinitions: {} }, 'SerializationException'],
    [
      'UpdateTable',
      { TableName, AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'N' }] },
      'ValidationException',
    ],
    [
      'UpdateTable',
      { TableName, GlobalSecondaryIndexUpdates: [{ Create: { IndexName: 'xxx' } }] },
      'ValidationException',
    ],
    ['UpdateTable', { TableName, StreamSpecification: { StreamEnabled: 'yes' } }, 'SerializationException'],
    ['GetRecords', { ShardIterator: { toString: 1 } }, 'SerializationException'],
    [
      'GetRecords',
      { ShardIterator: `a|1|${Buffer.from('[null,null]').toString('base64')}` },
      'ValidationException',
    ],
    [
      'GetShardIterator',
      { StreamArn: 'a', ShardId: 'b', ShardIteratorType: 'toString' },
      'ValidationException',
    ],
    ['ListStreams', { Limit: -1 }, 'ValidationException'],
  ])('%s %j', async (action, input, code) => {
    const { run, put, get } = await givenTable();
    await put('a', { color: { S: 'red' } });

    await expect(run(action, input)).rejects.toMatchObject({ code });

    await put('b', { color: { S: 'red' } });
    expect(await get('a')).toEqual({ ...Key, color: { S: 'red' } });
    expect((await run('Scan', { TableName, IndexName: 'byColor' })).Count).toBe(2);
  });
});

test('an update of a table keeps the definitions of the keys that it does not name', async () => {
  const { run, put, get } = await givenTable();
  const n = { AttributeName: 'n', AttributeType: 'N' };
  const Create = {
    IndexName: 'byNumber',
    KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
    Projection: { ProjectionType: 'ALL' },
  };

  await run('UpdateTable', {
    TableName,
    AttributeDefinitions: [n],
    GlobalSecondaryIndexUpdates: [{ Create }],
  });

  await put('a', { color: { S: 'red' }, n: { N: '1' } });
  expect(await get('a')).toMatchObject(Key);
  expect((await run('Scan', { TableName, IndexName: 'byNumber' })).Count).toBe(1);
});
