import { expect, test } from 'vitest';
import { one, startTable } from './startTable.ts';

const REQUEST_ID = '[A-Z0-9]{52}';

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
  const { ask } = await startTable('ddb.get({ key: { id: args.id } })', item);

  expect(await ask('{ ask(id: "a") }')).toEqual({
    result: { id: 'a', n: 1, s: ['x'], ns: [1.5], b: 'AQ==', z: null, l: [true], m: { k: 'v' } },
  });
  expect(await ask('{ ask(id: "q") }')).toEqual({ result: null });
});

test('GetItem returns only projected attributes', async () => {
  const { ask } = await startTable("ddb.get({ key: { id: 'a' }, projection: ['n'] })", one);

  expect(await ask()).toEqual({ result: { n: 1 } });
});

test('PutItem returns the written item, key included', async () => {
  const { ask } = await startTable(
    "ddb.put({ key: { id: 'a' }, item: { n: 2, tags: ddb.toStringSet(['x']), z: null } })",
  );

  expect(await ask()).toEqual({ result: { id: 'a', n: 2, tags: ['x'], z: null } });
});

test('a failed condition returns the error and the current item', async () => {
  const { ask } = await startTable(
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

  expect(await (await startTable(put("equalsIgnore: ['at']"), stored)).ask()).toEqual({
    result: { id: 'a', n: 1, at: 'then' },
  });
  expect((await (await startTable(put(''), stored)).ask()).error.type).toBe(
    'DynamoDB:ConditionalCheckFailedException',
  );
});

test('UpdateItem returns the whole new item; a failed condition returns the current one', async () => {
  const { ask } = await startTable(
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
  const { ask } = await startTable("ddb.remove({ key: { id: 'a' }, condition: { n: { eq: 1 } } })", one);

  expect(await ask()).toEqual({ result: { id: 'a', n: 1 } });
  expect(await ask()).toEqual({ result: null });
});

test('Query filters, counts and orders', async () => {
  const { ask } = await startTable(
    "ddb.query({ query: { id: { eq: 'a' } }, filter: { n: { gt: 0 } }, scanIndexForward: false })",
    one,
  );

  expect(await ask()).toEqual({ result: { items: [{ id: 'a', n: 1 }], nextToken: null, scannedCount: 1 } });
});

test('an opaque token leads to the next page', async () => {
  const { ask } = await startTable(
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
  const { ask } = await startTable('ddb.scan({ limit: args.limit || 1, nextToken: args.nextToken })', one, {
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
  await expect((await startTable(request)).ask()).rejects.toMatchObject({
    errorType: 'MappingTemplate',
    message,
  });
});

test('the item written belongs to the request’s trace and the data source’s role', async () => {
  const { ask, feed } = await startTable("ddb.put({ key: { id: 'a' }, item: {} })");

  await ask();

  const request = feed.find(({ kind }) => kind === 'request');
  expect(feed.find(({ kind }) => kind === 'write')!.traceId).toBe(request!.traceId);
});

test('attributes and members that have names of JavaScript’s own are stored and returned like any other', async () => {
  const item = '{"id":"own","__proto__":"p","constructor":1,"m":{"__proto__":{"a":"deep"},"toString":"t"}}';
  const request = `args.id
    ? ddb.get({ key: { id: args.id } })
    : { operation: 'PutItem', key: util.dynamodb.toMapValues({ id: 'own' }), attributeValues: util.dynamodb.toMapValues(JSON.parse(${JSON.stringify(
      item,
    )})) }`;
  const { run } = await startTable(request);

  await run('{ ask }');
  const { data } = await run('{ ask(id: "own") }');

  expect(JSON.stringify(JSON.parse(data!['ask'] as string).result)).toBe(item);
  expect('a' in {}).toBe(false);
});
