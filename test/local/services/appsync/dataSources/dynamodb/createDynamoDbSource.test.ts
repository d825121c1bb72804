import { expect, test } from 'vitest';
import { ROLE, startApi } from '../../execution/startApi.ts';

const CALL = {
  traceId: '1-00000000-000000000000000000000000',
  principal: { arn: 'arn', accessKeyId: 'key' },
};
const schema = `
  type Query { ask(id: ID, ids: [ID], limit: Int, nextToken: String): AWSJSON, other(nextToken: String): AWSJSON }
`;
const REQUEST_ID = '[A-Z0-9]{52}';
const module = (request: string) => `
  import { util } from '@aws-appsync/utils';
  import * as ddb from '@aws-appsync/utils/dynamodb';
  export function request(ctx) { const { args } = ctx; return ${request}; }
  export function response(ctx) { return { result: ctx.result, error: ctx.error }; }
`;

/** A table of `items` and a resolver that sends `request` to it. */
async function start(request: string, ...items: object[]) {
  const source = { name: 'table', type: 'AMAZON_DYNAMODB', tableName: 'things', roleArn: ROLE } as const;
  const api = startApi({
    schema,
    source,
    resolvers: { 'Query.ask': module(request), 'Query.other': module(request) },
  });
  await api.dynamodb.actions.CreateTable!(
    {
      TableName: 'things',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    },
    CALL,
  );
  for (const Item of items) await api.dynamodb.actions.PutItem!({ TableName: 'things', Item }, CALL);
  const ask = async (query = '{ ask }', variables?: Record<string, unknown>) => {
    const { data, errors } = await api.run(query, variables);
    if (errors) throw Object.assign(new Error(errors[0]!.message), errors[0]);
    return JSON.parse(Object.values(data!)[0] as string);
  };
  return { ...api, ask };
}

const one = { id: { S: 'a' }, n: { N: '1' } };

test('GetItem returns the item in plain values, or null', async () => {
  const item = {
    ...one,
    s: { SS: ['x'] },
    ns: { NS: ['1.5'] },
    b: { B: 'AQ==' },
    z: { NULL: true },
    l: { L: [{ BOOL: true }] },
    m: { M: { k: { S: 'v' } } },
  };
  const { ask } = await start('ddb.get({ key: { id: args.id } })', item);

  expect(await ask('{ ask(id: "a") }')).toEqual({
    result: { id: 'a', n: 1, s: ['x'], ns: [1.5], b: 'AQ==', z: null, l: [true], m: { k: 'v' } },
  });
  expect(await ask('{ ask(id: "q") }')).toEqual({ result: null });
});

test('GetItem returns only projected attributes', async () => {
  const { ask } = await start("ddb.get({ key: { id: 'a' }, projection: ['n'] })", one);

  expect(await ask()).toEqual({ result: { n: 1 } });
});

test('PutItem returns the written item, key included', async () => {
  const { ask } = await start(
    "ddb.put({ key: { id: 'a' }, item: { n: 2, tags: ddb.toStringSet(['x']), z: null } })",
  );

  expect(await ask()).toEqual({ result: { id: 'a', n: 2, tags: ['x'], z: null } });
});

test('a failed condition returns the error and the current item', async () => {
  const { ask } = await start(
    "ddb.put({ key: { id: 'a' }, item: { n: 2 }, condition: { id: { attributeExists: false } } })",
    one,
  );

  expect(await ask()).toEqual({
    result: { id: 'a', n: 1 },
    error: {
      type: 'DynamoDB:ConditionalCheckFailedException',
      message: expect.stringMatching(
        `^The conditional request failed \\(Service: DynamoDb, Status Code: 400, Request ID: ${REQUEST_ID}\\)$`,
      ),
    },
  });
});

test('a failed PutItem succeeds if the stored item equals its own, except in ignored attributes', async () => {
  const put = (
    extra: string,
  ) => `{ operation: 'PutItem', key: util.dynamodb.toMapValues({ id: 'a' }), attributeValues: util.dynamodb.toMapValues({ n: 1, at: 'now' }),
    condition: { expression: 'attribute_not_exists(id)', ${extra} } }`;
  const stored = { ...one, at: { S: 'then' } };

  expect(await (await start(put("equalsIgnore: ['at']"), stored)).ask()).toEqual({
    result: { id: 'a', n: 1, at: 'then' },
  });
  expect((await (await start(put(''), stored)).ask()).error.type).toBe(
    'DynamoDB:ConditionalCheckFailedException',
  );
});

test('UpdateItem returns the whole new item; a failed condition returns the current one', async () => {
  const { ask } = await start(
    "ddb.update({ key: { id: 'a' }, update: { n: ddb.operations.increment(2), gone: ddb.operations.remove() }, condition: { n: { lt: 2 } } })",
    { ...one, gone: { S: 'x' } },
  );

  expect(await ask()).toEqual({ result: { id: 'a', n: 3 } });
  expect(await ask()).toMatchObject({
    result: { id: 'a', n: 3 },
    error: { type: 'DynamoDB:ConditionalCheckFailedException' },
  });
});

test('DeleteItem returns the deleted item, or null if there is none, even with a condition', async () => {
  const { ask } = await start("ddb.remove({ key: { id: 'a' }, condition: { n: { eq: 1 } } })", one);

  expect(await ask()).toEqual({ result: { id: 'a', n: 1 } });
  expect(await ask()).toEqual({ result: null });
});

test('Query filters, counts and orders', async () => {
  const { ask } = await start(
    "ddb.query({ query: { id: { eq: 'a' } }, filter: { n: { gt: 0 } }, scanIndexForward: false })",
    one,
  );

  expect(await ask()).toEqual({ result: { items: [{ id: 'a', n: 1 }], nextToken: null, scannedCount: 1 } });
});

test('an opaque token leads to the next page', async () => {
  const { ask } = await start(
    'ddb.scan({ limit: args.limit, nextToken: args.nextToken })',
    one,
    { id: { S: 'b' } },
    { id: { S: 'c' } },
  );
  const query = 'query($t: String) { ask(limit: 2, nextToken: $t) }';
  const first = (await ask(query)).result;
  const second = (await ask(query, { t: first.nextToken })).result;

  expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
  expect(second.nextToken).toBeNull();
  expect(Buffer.from(first.nextToken, 'base64').toString()).not.toContain('"id"');
});

test('a damaged token is refused, and every other resolver refuses a token', async () => {
  const { ask } = await start('ddb.scan({ limit: args.limit || 1, nextToken: args.nextToken })', one, {
    id: { S: 'b' },
  });
  const { nextToken } = (await ask('{ ask(limit: 1) }')).result;
  const error = {
    type: 'DynamoDB:UserIllegalArgumentException',
    message: expect.stringMatching(/Invalid pagination token given\.$/),
  };

  const damaged = ['junk', '{}', nextToken.slice(0, -8), nextToken.slice(8), `${nextToken}${nextToken}`];
  for (const token of damaged)
    expect(await ask('query($t: String) { ask(nextToken: $t) }', { t: token })).toEqual({
      result: null,
      error,
    });
  expect(await ask('query($t: String) { other(nextToken: $t) }', { t: nextToken })).toEqual({
    result: null,
    error,
  });
});

test('BatchGetItem returns items in the order of its keys, null for missing ones', async () => {
  const { ask } = await start(
    'ddb.batchGet({ tables: { things: { keys: args.ids.map((id) => ({ id })), projection: ["n"] } } })',
    one,
    { id: { S: 'b' }, n: { N: '2' } },
  );
  const { result } = await ask('{ ask(ids: ["b", "q", "a"]) }');

  expect(result).toEqual({
    data: { things: [{ id: 'b', n: 2 }, null, { id: 'a', n: 1 }] },
    unprocessedKeys: { things: [] },
  });
});

test('BatchPutItem and BatchDeleteItem return the items and keys they wrote', async () => {
  const put = await start("ddb.batchPut({ tables: { things: [{ id: 'a', n: 1 }] } })");
  const remove = await start("ddb.batchDelete({ tables: { things: [{ id: 'a' }] } })", one);

  expect(await put.ask()).toEqual({
    result: { data: { things: [{ id: 'a', n: 1 }] }, unprocessedItems: { things: [] } },
  });
  expect(await remove.ask()).toEqual({
    result: { data: { things: [{ id: 'a' }] }, unprocessedKeys: { things: [] } },
  });
});

test('a refused batch still names every table', async () => {
  const { ask } = await start("ddb.batchPut({ tables: { missing: [{ id: 'a' }] } })");

  expect(await ask()).toEqual({
    result: { data: { missing: [null] }, unprocessedItems: { missing: [{ id: 'a' }] } },
    error: { type: 'DynamoDB:ResourceNotFoundException', message: expect.any(String) },
  });
});

const write = `ddb.transactWrite({ items: [
  { putItem: { table: 'things', key: { id: 'a' }, item: { n: 5 }, condition: { id: { attributeExists: false } } } },
  { updateItem: { table: 'things', key: { id: 'b' }, update: { n: 1 } } },
  { conditionCheck: { table: 'things', key: { id: 'c' }, condition: { id: { attributeExists: false } } } },
] })`;

test('TransactWriteItems returns the keys', async () => {
  expect(await (await start(write)).ask()).toEqual({
    result: { keys: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], cancellationReasons: null },
  });
});

test('a cancelled transaction returns a reason for each of its items', async () => {
  expect(await (await start(write, one)).ask()).toEqual({
    result: {
      keys: null,
      cancellationReasons: [
        {
          item: { id: 'a', n: 1 },
          type: 'ConditionalCheckFailed',
          message: 'The conditional request failed',
        },
        { type: 'None', message: 'None' },
        { type: 'None', message: 'None' },
      ],
    },
    error: {
      type: 'DynamoDB:TransactionCanceledException',
      message: expect.stringContaining('[ConditionalCheckFailed, None, None]'),
    },
  });
});

test('TransactGetItems returns items in order, null for missing ones', async () => {
  const { ask } = await start(
    "ddb.transactGet({ items: ['q', 'a'].map((id) => ({ table: 'things', key: { id } })) })",
    one,
  );

  expect(await ask()).toEqual({ result: { items: [null, { id: 'a', n: 1 }], cancellationReasons: null } });
});

test.each([
  ['{}', "Value for field '$[operation]' not found."],
  ["{ operation: 'Sync' }", "Value for field '$[operation]' not valid."],
  ["{ operation: 'GetItem' }", "Value for field '$[key]' not found."],
  ["{ operation: 'GetItem', key: 1 }", "Value for field '$[key]' not valid."],
  ["{ operation: 'GetItem', key: {}, bogus: 1 }", "Unsupported element '$[bogus]'."],
  [
    "{ operation: 'GetItem', key: { id: { X: 1 } } }",
    'Unable to convert {"X":1} to class com.amazonaws.deepdish.transform.model.DynamoDB.Value.',
  ],
])('the request %s is refused: %s', async (request, message) => {
  await expect((await start(request)).ask()).rejects.toMatchObject({ errorType: 'MappingTemplate', message });
});

test('the item written belongs to the request’s trace and the data source’s role', async () => {
  const { ask, feed } = await start("ddb.put({ key: { id: 'a' }, item: {} })");

  await ask();

  const request = feed.find(({ kind }) => kind === 'request');
  expect(feed.find(({ kind }) => kind === 'write')!.traceId).toBe(request!.traceId);
});
