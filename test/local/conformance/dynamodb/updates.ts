import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import type { Bench } from './Bench.ts';

const before = {
  n: 5,
  s: 'text',
  l: [1, 'two', 3],
  m: { x: 1, y: ['p', 'q', 'r'] },
  ss: new Set(['a', 'b']),
};

type Case = readonly [
  expression: string,
  values: Record<string, unknown> | undefined,
  after: Record<string, unknown>,
];

const cases: readonly Case[] = [
  ['SET n = :v', { ':v': 'other' }, { n: 'other' }],
  ['SET n = n + :v', { ':v': 0.1 }, { n: 5.1 }],
  ['SET n = :v - n', { ':v': 1 }, { n: -4 }],
  ['SET another = n, n = :v', { ':v': 1 }, { another: 5, n: 1 }],
  ['SET m.x = :v, m.z = :v', { ':v': 9 }, { m: { x: 9, y: ['p', 'q', 'r'], z: 9 } }],
  ['SET m.y[1] = m.x', undefined, { m: { x: 1, y: ['p', 1, 'r'] } }],
  ['SET l[9] = :v, l[7] = :w', { ':v': 'nine', ':w': 'seven' }, { l: [1, 'two', 3, 'seven', 'nine'] }],
  ['SET l = list_append(l, :v)', { ':v': [4] }, { l: [1, 'two', 3, 4] }],
  ['SET l = list_append(:v, l)', { ':v': [0] }, { l: [0, 1, 'two', 3] }],
  ['SET fresh = list_append(if_not_exists(fresh, :none), :v)', { ':none': [], ':v': [1] }, { fresh: [1] }],
  ['SET n = if_not_exists(n, :v), fresh = if_not_exists(fresh, :v)', { ':v': 0 }, { n: 5, fresh: 0 }],
  ['SET fresh = if_not_exists(fresh, :v) + :w', { ':v': 0, ':w': 3 }, { fresh: 3 }],
  [
    'SET twin = m, m.x = :v',
    { ':v': 2 },
    { twin: { x: 1, y: ['p', 'q', 'r'] }, m: { x: 2, y: ['p', 'q', 'r'] } },
  ],
  ['REMOVE s, absent', undefined, { s: undefined }],
  ['REMOVE l[0], l[1]', undefined, { l: [3] }],
  ['REMOVE l[9], m.y[1], m.x', undefined, { m: { y: ['p', 'r'] } }],
  ['SET l[1] = :v REMOVE l[0]', { ':v': 'second' }, { l: ['second', 3] }],
  ['ADD n :v, fresh :v', { ':v': -2 }, { n: 3, fresh: -2 }],
  [
    'ADD ss :v, more :v',
    { ':v': new Set(['b', 'c']) },
    { ss: new Set(['a', 'b', 'c']), more: new Set(['b', 'c']) },
  ],
  ['ADD m.x :v', { ':v': 1 }, { m: { x: 2, y: ['p', 'q', 'r'] } }],
  ['DELETE ss :v', { ':v': new Set(['a', 'z']) }, { ss: new Set(['b']) }],
  ['DELETE ss :v', { ':v': new Set(['a', 'b']) }, { ss: undefined }],
  ['DELETE absent :v', { ':v': new Set(['a']) }, {}],
  [
    'SET s = :s REMOVE m ADD n :n DELETE ss :d',
    { ':s': 'x', ':n': 1, ':d': new Set(['b']) },
    { s: 'x', m: undefined, n: 6, ss: new Set(['a']) },
  ],
];

const refused: readonly (readonly [
  expression: string,
  values: Record<string, unknown> | undefined,
  message: string,
])[] = [
  [
    'SET n = absent',
    undefined,
    'The provided expression refers to an attribute that does not exist in the item',
  ],
  ['SET n = n + s', undefined, 'An operand in the update expression has an incorrect data type'],
  ['SET n = list_append(n, l)', undefined, 'An operand in the update expression has an incorrect data type'],
  ['ADD s :v', { ':v': 1 }, 'An operand in the update expression has an incorrect data type'],
  [
    'SET absent.x = :v',
    { ':v': 1 },
    'The document path provided in the update expression is invalid for update',
  ],
  ['REMOVE absent.x', undefined, 'The document path provided in the update expression is invalid for update'],
];

export function updates(bench: () => Bench): void {
  let counter = 0;
  const given = async (item?: object) => {
    const Key = { pk: 'updated', sk: String(++counter) };
    if (item)
      await bench().documents.send(new PutCommand({ TableName: bench().table, Item: { ...Key, ...item } }));
    return Key;
  };
  const update = (Key: object, options: object) =>
    bench().documents.send(new UpdateCommand({ TableName: bench().table, Key, ...options }));
  const stored = async (Key: object) =>
    (await bench().documents.send(new GetCommand({ TableName: bench().table, Key }))).Item;

  test.each(cases)('%s', async (UpdateExpression, ExpressionAttributeValues, after) => {
    const Key = await given(before);
    await update(Key, { UpdateExpression, ExpressionAttributeValues });
    expect(await stored(Key)).toEqual({ ...Key, ...defined({ ...before, ...after }) });
  });

  test.each(refused)(
    '%s is refused and changes nothing',
    async (UpdateExpression, ExpressionAttributeValues, message) => {
      const Key = await given(before);
      await expect(update(Key, { UpdateExpression, ExpressionAttributeValues })).rejects.toMatchObject({
        name: 'ValidationException',
        message,
      });
      expect(await stored(Key)).toEqual({ ...Key, ...before });
    },
  );

  test('an update makes the item that is not there', async () => {
    const Key = await given();
    await update(Key, { UpdateExpression: 'ADD n :v', ExpressionAttributeValues: { ':v': 1 } });
    expect(await stored(Key)).toEqual({ ...Key, n: 1 });
    const bare = await given();
    await update(bare, {});
    expect(await stored(bare)).toEqual(bare);
  });

  test.each([
    ['ALL_OLD', { n: 5, s: 'text' }],
    ['ALL_NEW', { n: 6, s: 'text' }],
    ['UPDATED_OLD', { n: 5 }],
    ['UPDATED_NEW', { n: 6 }],
    ['NONE', undefined],
  ])('ReturnValues %s', async (ReturnValues, expected) => {
    const Key = await given({ n: 5, s: 'text' });
    const { Attributes } = await update(Key, {
      UpdateExpression: 'ADD n :v',
      ExpressionAttributeValues: { ':v': 1 },
      ReturnValues,
    });
    expect(Attributes).toEqual(
      expected && (ReturnValues.startsWith('ALL') ? { ...Key, ...expected } : expected),
    );
  });

  test('a hundred additions at once are all counted', async () => {
    const Key = await given({ n: 0 });
    const add = () => update(Key, { UpdateExpression: 'ADD n :v', ExpressionAttributeValues: { ':v': 1 } });
    await Promise.all(Array.from({ length: 100 }, add));
    expect(await stored(Key)).toMatchObject({ n: 100 });
  });

  test('an update under a condition that fails changes nothing', async () => {
    const Key = await given({ n: 5 });
    const guarded = {
      UpdateExpression: 'SET n = :v',
      ConditionExpression: 'n > :v',
      ExpressionAttributeValues: { ':v': 9 },
    };
    await expect(update(Key, guarded)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(await stored(Key)).toEqual({ ...Key, n: 5 });
  });
}

const defined = (item: object) =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
