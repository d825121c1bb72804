import {
  GetCommand,
  PutCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import type { Bench } from './Bench.ts';

type Member = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export function transactions(bench: () => Bench): void {
  let counter = 0;
  const fresh = () => ({ pk: 'transaction', sk: String(++counter) });
  const TableName = () => bench().table;

  const transact = (TransactItems: Member[], options: object = {}) =>
    bench().documents.send(new TransactWriteCommand({ TransactItems, ...options }));
  const put = (Item: object, options: object = {}): Member => ({
    Put: { TableName: TableName(), Item, ...options },
  });
  const update = (Key: object, UpdateExpression: string, values?: object, options: object = {}): Member => ({
    Update: {
      TableName: TableName(),
      Key,
      UpdateExpression,
      ...(values && { ExpressionAttributeValues: values }),
      ...options,
    },
  });
  const check = (Key: object, ConditionExpression: string, options: object = {}): Member => ({
    ConditionCheck: { TableName: TableName(), Key, ConditionExpression, ...options },
  });
  const stored = async (Key: object) =>
    (await bench().documents.send(new GetCommand({ TableName: TableName(), Key }))).Item;
  const given = async (attributes: object) => {
    const Key = fresh();
    await bench().documents.send(new PutCommand({ TableName: TableName(), Item: { ...Key, ...attributes } }));
    return Key;
  };
  const cancelled = async (members: Member[]) => {
    const error = await transact(members).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error.name).toBe('TransactionCanceledException');
    return error;
  };

  test('put, update, delete and check are done together', async () => {
    const [added, checked, updated, deleted] = [
      fresh(),
      await given({ n: 1 }),
      await given({ n: 1 }),
      await given({}),
    ];
    await transact([
      put({ ...added, n: 1 }, { ConditionExpression: 'attribute_not_exists(pk)' }),
      check(checked, 'n = :n', { ExpressionAttributeValues: { ':n': 1 } }),
      update(updated, 'ADD n :n', { ':n': 1 }),
      { Delete: { TableName: TableName(), Key: deleted } },
    ]);
    expect(await Promise.all([added, checked, updated, deleted].map(stored))).toEqual([
      { ...added, n: 1 },
      { ...checked, n: 1 },
      { ...updated, n: 2 },
      undefined,
    ]);
  });

  test('one failed condition cancels everything and says which', async () => {
    const [first, taken, last] = [fresh(), await given({ n: 1 }), fresh()];
    const error = await cancelled([
      put(first),
      put(taken, { ConditionExpression: 'attribute_not_exists(pk)' }),
      put(last),
    ]);
    expect(error.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None]',
    );
    expect(error.CancellationReasons).toMatchObject([
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed' },
      { Code: 'None' },
    ]);
    expect(error.CancellationReasons[1].Message).toMatch(/^The conditional request failed/);
    expect(await Promise.all([first, last].map(stored))).toEqual([undefined, undefined]);
  });

  test.each(['Put', 'Update', 'Delete', 'ConditionCheck'] as const)(
    'the item a %s failed on is given when asked',
    async (kind) => {
      const Key = await given({ n: 1 });
      const guard = {
        TableName: TableName(),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      } as const;
      const members: Record<typeof kind, Member> = {
        Put: { Put: { ...guard, Item: Key } },
        Update: { Update: { ...guard, Key, UpdateExpression: 'REMOVE n' } },
        Delete: { Delete: { ...guard, Key } },
        ConditionCheck: { ConditionCheck: { ...guard, Key } },
      };
      const { CancellationReasons } = await cancelled([members[kind], put(fresh())]);
      expect(CancellationReasons).toMatchObject([
        { Code: 'ConditionalCheckFailed', Item: { n: { N: '1' } } },
        { Code: 'None' },
      ]);
    },
  );

  test('no item is returned unless asked for, nor where there is none', async () => {
    const unasked = await cancelled([
      put(await given({}), { ConditionExpression: 'attribute_not_exists(pk)' }),
    ]);
    expect(unasked.CancellationReasons[0].Item).toBeUndefined();
    const absent = await cancelled([
      check(fresh(), 'attribute_exists(pk)', { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    ]);
    expect(absent.CancellationReasons[0].Item).toBeUndefined();
  });

  test('a value that no index can hold is a ValidationError', async () => {
    const other = fresh();
    const { CancellationReasons } = await cancelled([put({ ...fresh(), color: 1 }), put(other)]);
    expect(CancellationReasons).toMatchObject([{ Code: 'ValidationError' }, { Code: 'None' }]);
    expect(await stored(other)).toBeUndefined();
  });

  test('two operations on one item are refused', async () => {
    const Key = await given({});
    await expect(transact([put(Key), { Delete: { TableName: TableName(), Key } }])).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Transaction request cannot include multiple operations on one item',
    });
  });

  test('a hundred operations are done, one more are refused', async () => {
    const keys = Array.from({ length: 101 }, fresh);
    await transact(keys.slice(0, 100).map((key) => put(key)));
    expect(await stored(keys[99]!)).toEqual(keys[99]);
    await expect(transact(keys.map((key) => put(key)))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('more than 4 MB are refused', async () => {
    const members = Array.from({ length: 11 }, () => put({ ...fresh(), text: 'x'.repeat(390_000) }));
    await expect(transact(members)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('the same token does the same request once', async () => {
    const Key = await given({ n: 0 });
    const add = () =>
      transact([update(Key, 'ADD n :n', { ':n': 1 })], { ClientRequestToken: `token-${process.pid}-once` });
    await add();
    await add();
    expect(await stored(Key)).toMatchObject({ n: 1 });
  });

  test('the same token for another request is refused', async () => {
    const ClientRequestToken = `token-${process.pid}-other`;
    await transact([put(fresh())], { ClientRequestToken });
    await expect(transact([put(fresh())], { ClientRequestToken })).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
  });

  test('a token whose transaction was cancelled may be used again', async () => {
    const Key = fresh();
    const attempt = () =>
      transact(
        [update(Key, 'SET done = :d', { ':d': true }, { ConditionExpression: 'attribute_exists(pk)' })],
        { ClientRequestToken: `token-${process.pid}-again` },
      );
    await expect(attempt()).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    await bench().documents.send(new PutCommand({ TableName: TableName(), Item: Key }));
    await attempt();
    expect(await stored(Key)).toEqual({ ...Key, done: true });
  });

  test('of many transactions that claim the same item one succeeds', async () => {
    const Key = await given({ places: 1 });
    const take = (by: number) =>
      transact([
        update(Key, 'ADD places :one', { ':one': -1, ':none': 0 }, { ConditionExpression: 'places > :none' }),
        put({ ...fresh(), by }),
      ]);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, by) => take(by)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await stored(Key)).toMatchObject({ places: 0 });
  });

  test('several items are read together, in the order asked', async () => {
    const [first, second] = [await given({ n: 1 }), await given({ n: 2 })];
    const read = new TransactGetCommand({
      TransactItems: [
        { Get: { TableName: TableName(), Key: second, ProjectionExpression: 'n' } },
        { Get: { TableName: TableName(), Key: fresh() } },
        { Get: { TableName: TableName(), Key: first } },
      ],
      ReturnConsumedCapacity: 'TOTAL',
    });
    const { Responses, ConsumedCapacity } = await bench().documents.send(read);
    expect(Responses!.map(({ Item }) => Item)).toEqual([{ n: 2 }, undefined, { ...first, n: 1 }]);
    expect(ConsumedCapacity).toMatchObject([{ TableName: TableName(), CapacityUnits: 6 }]);
  });
}
