import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import type { Bench } from './Bench.ts';

export function items(bench: () => Bench): void {
  const put = (Item: object, options: object = {}) =>
    bench().documents.send(new PutCommand({ TableName: bench().table, Item, ...options }));
  const get = (Key: object, options: object = {}) =>
    bench().documents.send(new GetCommand({ TableName: bench().table, Key, ...options }));

  test('every type of value comes back as it was put', async () => {
    const item = {
      pk: 'every type',
      sk: '',
      text: 'héllo 𝒳',
      empty: '',
      whole: 42,
      fraction: -0.25,
      flag: false,
      nothing: null,
      bytes: new Uint8Array([0, 255, 7]),
      list: [1, 'two', [3], { four: 4 }],
      map: { a: { b: { c: 'deep' } }, 'odd name.': 1 },
      texts: new Set(['b', 'a']),
      numbers: new Set([3, 1.5]),
      binaries: new Set([new Uint8Array([1])]),
    };
    await put({ ...item, sk: '1' });
    expect((await get({ pk: 'every type', sk: '1' })).Item).toEqual({ ...item, sk: '1' });
  });

  test('numbers keep 38 digits and lose insignificant zeros', async () => {
    const { dynamodb, table } = bench();
    const long = { N: '1234567890123456789.0123456789012345678' };
    await dynamodb.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: 'numbers' }, sk: { S: '1' }, long, padded: { N: '007.500' } },
      }),
    );
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName: table, Key: { pk: { S: 'numbers' }, sk: { S: '1' } } }),
    );
    expect(Item).toMatchObject({ long, padded: { N: '7.5' } });
  });

  test('an item that is not there is no item', async () => {
    expect(await get({ pk: 'nobody', sk: '1' })).not.toHaveProperty('Item');
  });

  test('a put replaces the whole item and returns the old one when asked for', async () => {
    await put({ pk: 'replaced', sk: '1', a: 1, b: 2 });
    expect((await put({ pk: 'replaced', sk: '1', a: 9 }, { ReturnValues: 'ALL_OLD' })).Attributes).toEqual({
      pk: 'replaced',
      sk: '1',
      a: 1,
      b: 2,
    });
    expect((await get({ pk: 'replaced', sk: '1' })).Item).toEqual({ pk: 'replaced', sk: '1', a: 9 });
  });

  test('a projection picks attributes, members of maps and elements of lists', async () => {
    await put({
      pk: 'picked',
      sk: '1',
      a: 1,
      m: { x: 1, y: { z: [10, 20, 30] } },
      l: ['a', { b: 'c', d: 'e' }],
    });
    const picked = await get(
      { pk: 'picked', sk: '1' },
      { ProjectionExpression: '#a, m.y.z[1], l[1].b, absent', ExpressionAttributeNames: { '#a': 'a' } },
    );
    expect(picked.Item).toEqual({ a: 1, m: { y: { z: [20] } }, l: [{ b: 'c' }] });
  });

  test('a delete returns the item when asked for, and deletes nothing twice', async () => {
    const remove = () =>
      bench().documents.send(
        new DeleteCommand({
          TableName: bench().table,
          Key: { pk: 'deleted', sk: '1' },
          ReturnValues: 'ALL_OLD',
        }),
      );
    await put({ pk: 'deleted', sk: '1' });
    expect((await remove()).Attributes).toEqual({ pk: 'deleted', sk: '1' });
    expect(await remove()).not.toHaveProperty('Attributes');
  });

  test('capacity counts 4 KB a read unit, half for an eventually consistent one, and 1 KB a write unit', async () => {
    const { ConsumedCapacity: written } = await put(
      { pk: 'weighed', sk: '1', text: 'x'.repeat(5000) },
      { ReturnConsumedCapacity: 'TOTAL' },
    );
    expect(written).toMatchObject({ TableName: bench().table, CapacityUnits: 5 });
    const read = async (ConsistentRead: boolean) =>
      (await get({ pk: 'weighed', sk: '1' }, { ConsistentRead, ReturnConsumedCapacity: 'TOTAL' }))
        .ConsumedCapacity?.CapacityUnits;
    expect([await read(false), await read(true)]).toEqual([1, 2]);
  });

  test('capacity counts each index entry that changes', async () => {
    const capacity = async (attributes: object) =>
      (await put({ pk: 'indexed', sk: '1', ...attributes }, { ReturnConsumedCapacity: 'INDEXES' }))
        .ConsumedCapacity;
    expect(await capacity({ color: 'red', age: 1 })).toMatchObject({
      CapacityUnits: 3,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { byColor: { CapacityUnits: 1 } },
      LocalSecondaryIndexes: { byAge: { CapacityUnits: 1 } },
    });
    expect((await capacity({ color: 'blue', age: 1 }))?.GlobalSecondaryIndexes).toEqual({
      byColor: { CapacityUnits: 2 },
    });
    expect((await capacity({ color: 'blue', age: 1, elsewhere: 1 }))?.CapacityUnits).toBe(1);
  });
}
