import {
  CreateTableCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveAwsEndpoint } from '../../../support/serveAwsEndpoint.ts';

let served: Awaited<ReturnType<typeof serveAwsEndpoint>>;
let client: DynamoDBClient;
beforeAll(async () => {
  served = await serveAwsEndpoint();
  client = new DynamoDBClient(served.settings);
});
afterAll(async () => {
  client.destroy();
  await served.close();
});

let table = '';
let count = 0;
beforeEach(async () => {
  table = `music.${++count}`;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['artist', 'song', 'genre'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'artist', KeyType: 'HASH' },
        { AttributeName: 'song', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byGenre',
          KeySchema: [{ AttributeName: 'genre', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  for (const [artist, song, year] of [
    ['Acme', 'Days', 1990],
    ['Acme', 'Nights', 2001],
    ['Beta', "It's late", 2010],
  ] as const)
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          artist: { S: artist },
          song: { S: song },
          year: { N: String(year) },
          genre: { S: year < 2000 ? 'old' : 'new' },
          tags: { L: [{ S: 'one' }] },
        },
      }),
    );
});

const execute = (statement: string, more: object = {}) =>
  client.send(new ExecuteStatementCommand({ Statement: statement.replace('TABLE', `"${table}"`), ...more }));
const songs = async (rest: string, more: object = {}) => {
  const { Items } = await execute(`SELECT song FROM TABLE${rest}`, more);
  return Items!.map(({ song }) => song!.S);
};
const read = async (song: string) =>
  (await execute(`SELECT * FROM TABLE WHERE artist = 'Acme' AND song = ?`, { Parameters: [{ S: song }] }))
    .Items![0];

describe('SELECT', () => {
  test.each([
    ['', ['Days', 'Nights', "It's late"]],
    [` WHERE artist = 'Acme'`, ['Days', 'Nights']],
    [` where "artist" = 'Acme' and begins_with(song, 'N')`, ['Nights']],
    [` WHERE artist='Acme' AND song BETWEEN 'A' AND 'E'`, ['Days']],
    [` WHERE artist = 'Acme' AND "year" > 1995`, ['Nights']],
    [` WHERE artist = 'Acme' ORDER BY song DESC`, ['Nights', 'Days']],
    [` WHERE song = 'It''s late';`, ["It's late"]],
    [` WHERE artist IN ('Beta', 'Gamma')`, ["It's late"]],
    [` WHERE NOT (artist = 'Beta' OR "year" < 2000)`, ['Nights']],
    [` WHERE size(tags) = 1 AND tags[0] = 'one' AND label IS MISSING AND song IS NOT MISSING`, 3],
    [`."byGenre" WHERE genre = 'old'`, ['Days']],
    [` WHERE contains(song, 'late') AND artist <> 'Acme'`, ["It's late"]],
  ])('*%s reads what it asks for', async (rest, expected) => {
    const found = await songs(rest);
    if (typeof expected === 'number') expect(found).toHaveLength(expected);
    else expect(found.sort()).toEqual([...expected].sort());
    if (rest.includes('DESC')) expect(await songs(rest)).toEqual(expected);
  });

  test('takes parameters in order', async () => {
    const Parameters = [{ S: 'Acme' }, { N: '2000' }];
    expect(await songs(` WHERE artist = ? AND "year" < ?`, { Parameters })).toEqual(['Days']);
  });

  test('reads page by page', async () => {
    const first = await execute(`SELECT song FROM TABLE WHERE artist = 'Acme'`, { Limit: 1 });
    expect(first.Items).toEqual([{ song: { S: 'Days' } }]);
    const { NextToken } = first;
    const second = await execute(`SELECT song FROM TABLE WHERE artist = 'Acme'`, { Limit: 1, NextToken });
    expect(second.Items).toEqual([{ song: { S: 'Nights' } }]);
  });

  test('queries by a partition key, and scans without', async () => {
    const operations: string[] = [];
    const stop = served.world.feed.subscribe((record) => {
      if (record.kind === 'read') operations.push(record.operation);
    });
    await execute(`SELECT * FROM TABLE WHERE artist = 'Acme' AND "year" = 1990`);
    await execute(`SELECT * FROM TABLE WHERE artist = 'Acme' OR "year" = 1990`);
    await execute(`SELECT * FROM TABLE."byGenre" WHERE 'old' = genre`);
    stop();
    expect(operations).toEqual(['Query', 'Scan', 'Query']);
  });

  test('goes on from no token that it did not give', async () => {
    for (const NextToken of ['x', Buffer.from('['.repeat(9000)).toString('base64')])
      await expect(execute('SELECT * FROM TABLE', { NextToken })).rejects.toMatchObject({
        name: 'ValidationException',
      });
  });
});

describe('INSERT', () => {
  test('puts an item of all types', async () => {
    await execute(
      `INSERT INTO TABLE VALUE {'artist': 'Acme', 'song': 'New', 'n': -1.5, 'b': true, 'x': null, 'l': [1, 'a'], 'm': {'k': ?}, 's': <<'a', 'b'>>}`,
      { Parameters: [{ S: 'v' }] },
    );
    expect(await read('New')).toMatchObject({
      n: { N: '-1.5' },
      b: { BOOL: true },
      x: { NULL: true },
      l: { L: [{ N: '1' }, { S: 'a' }] },
      m: { M: { k: { S: 'v' } } },
      s: { SS: ['a', 'b'] },
    });
  });

  test('does not replace an item', async () => {
    await expect(execute(`INSERT INTO TABLE VALUE {'artist': 'Acme', 'song': 'Days'}`)).rejects.toMatchObject(
      {
        name: 'DuplicateItemException',
      },
    );
  });
});

describe('UPDATE', () => {
  test('sets, adds and removes, and returns what was asked for', async () => {
    const { Items } = await execute(
      `UPDATE TABLE SET "year" = "year" + 1 SET tags = list_append(tags, ['two']) REMOVE genre WHERE artist = 'Acme' AND song = 'Days' RETURNING ALL NEW *`,
    );
    expect(Items).toEqual([
      {
        artist: { S: 'Acme' },
        song: { S: 'Days' },
        year: { N: '1991' },
        tags: { L: [{ S: 'one' }, { S: 'two' }] },
      },
    ]);
    await execute(`UPDATE TABLE SET marks = <<'a'>> WHERE artist = 'Acme' AND song = 'Days'`);
    await execute(`UPDATE TABLE SET marks = set_add(marks, <<'b'>>) WHERE artist = 'Acme' AND song = 'Days'`);
    expect(await read('Days')).toMatchObject({ marks: { SS: ['a', 'b'] } });
  });

  test('of an item that is not there, or is otherwise, changes nothing', async () => {
    const refused = { name: 'ConditionalCheckFailedException' };
    const update = (where: string) => execute(`UPDATE TABLE SET a = 1 WHERE artist = 'Acme' AND ${where}`);
    await expect(update(`song = 'None'`)).rejects.toMatchObject(refused);
    await expect(update(`song = 'Days' AND "year" = 1`)).rejects.toMatchObject(refused);
    expect(await songs('')).toHaveLength(3);
  });
});

describe('DELETE', () => {
  test('returns what it deleted, and does nothing where there is nothing', async () => {
    const remove = () =>
      execute(
        `DELETE FROM TABLE WHERE artist = 'Acme' AND song = 'Days' AND "year" = 1990 RETURNING ALL OLD *`,
      );
    expect((await remove()).Items).toMatchObject([{ year: { N: '1990' } }]);
    expect((await remove()).Items).toEqual([]);
  });

  test('of an item that is otherwise is refused', async () => {
    const where = `artist = 'Acme' AND song = 'Days' AND "year" = 1`;
    await expect(execute(`DELETE FROM TABLE WHERE ${where}`)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
  });
});

test.each([
  [`DELETE FROM TABLE WHERE artist = 'Acme'`, /mandatory equality on all key attributes/],
  [`UPDATE TABLE SET a = 1 WHERE song = 'x' OR artist = 'y'`, /mandatory equality on all key attributes/],
  ['SELECT * FROM TABLE WHERE', /wasn't well formed/],
  ['SELECT * FROM TABLE WHERE a = %', /wasn't well formed/],
  ['SELECT * FROM TABLE extra', /wasn't well formed/],
  ['DROP TABLE', /wasn't well formed/],
  ['SELECT * FROM TABLE WHERE a = ?', /Number of parameters/],
  [`SELECT * FROM TABLE WHERE ${'('.repeat(100)}a = 1${')'.repeat(100)}`, /nested deeper/],
  [`SELECT * FROM TABLE WHERE a = '${'x'.repeat(9000)}'`, /8192 characters/],
  ['SELECT * FROM TABLE."none"', /does not have the specified index/],
  ['SELECT * FROM TABLE ORDER BY song', /Must have WHERE clause/],
])('%s is refused', async (statement, message) => {
  await expect(execute(statement)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message),
  });
});

test('a table that is not there is refused as by any other action', async () => {
  await expect(
    client.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM none' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
