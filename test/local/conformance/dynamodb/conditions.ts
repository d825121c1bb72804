import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import type { Bench } from './Bench.ts';

const item = {
  pk: 'judged',
  sk: '1',
  n: 5,
  s: 'hello',
  blank: '',
  flag: true,
  nothing: null,
  b: new Uint8Array([1, 2, 3]),
  l: [1, 'two', { z: 3 }],
  m: { x: 1, y: ['p', 'q'] },
  ss: new Set(['a', 'b']),
  ns: new Set([1, 2.5]),
};

type Case = [condition: string, values?: Record<string, unknown>];

const trueConditions: Case[] = [
  ['n = :v', { ':v': 5 }],
  ['n <> :v', { ':v': '5' }],
  ['absent <> :v', { ':v': 1 }],
  ['n < :v', { ':v': 10 }],
  ['n >= :v AND n <= :v', { ':v': 5 }],
  ['s > :v', { ':v': 'hell' }],
  ['b > :v', { ':v': new Uint8Array([1, 2]) }],
  ['n BETWEEN :v AND :w', { ':v': 5, ':w': 6 }],
  ['n IN (:v, :w)', { ':v': 4, ':w': 5 }],
  ['attribute_exists(m.y[1])'],
  ['attribute_not_exists(m.y[2])'],
  ['attribute_not_exists(toString)'],
  ['attribute_type(l, :v)', { ':v': 'L' }],
  ['begins_with(s, :v)', { ':v': 'he' }],
  ['contains(s, :v)', { ':v': 'ell' }],
  ['contains(ss, :v)', { ':v': 'a' }],
  ['contains(ns, :v)', { ':v': 2.5 }],
  ['contains(l, :v)', { ':v': { z: 3 } }],
  ['size(s) = :v', { ':v': 5 }],
  ['size(blank) = :v', { ':v': 0 }],
  ['size(b) = :v', { ':v': 3 }],
  ['size(l) = :v AND size(ss) < :v', { ':v': 3 }],
  ['size(m) = :v', { ':v': 2 }],
  ['m = :v', { ':v': { y: ['p', 'q'], x: 1 } }],
  ['l = :v', { ':v': [1, 'two', { z: 3 }] }],
  ['ss = :v', { ':v': new Set(['b', 'a']) }],
  ['flag = :v AND nothing = :w', { ':v': true, ':w': null }],
  ['m.y[1] = :v', { ':v': 'q' }],
  ['n = :v OR s = :v AND absent = :v', { ':v': 5 }],
  ['NOT n = :v OR n = :w', { ':v': 4, ':w': 0 }],
  ['NOT (n = :v AND s = :v)', { ':v': 5 }],
];

const fail: Case[] = [
  ['n = :v', { ':v': '5' }],
  ['absent = :v', { ':v': 5 }],
  ['absent = another'],
  ['n < :v', { ':v': '9' }],
  ['n BETWEEN :v AND :w', { ':v': 6, ':w': 9 }],
  ['n IN (:v, :w)', { ':v': 4, ':w': '5' }],
  ['attribute_exists(l[3])'],
  ['attribute_not_exists(blank)'],
  ['begins_with(n, :v)', { ':v': '5' }],
  ['contains(l, :v)', { ':v': 'on' }],
  ['contains(absent, :v)', { ':v': 'x' }],
  ['size(n) = :v', { ':v': 1 }],
  ['(n = :v OR s = :v) AND absent = :v', { ':v': 5 }],
  ['m = :v', { ':v': { x: 1 } }],
];

export function conditions(bench: () => Bench): void {
  const put = (
    ConditionExpression?: string,
    ExpressionAttributeValues?: Record<string, unknown>,
    options: object = {},
  ) =>
    bench().documents.send(
      new PutCommand({
        TableName: bench().table,
        Item: item,
        ConditionExpression,
        ExpressionAttributeValues,
        ...options,
      }),
    );

  beforeAll(() => put());

  test.each(trueConditions)('%s holds', async (...[condition, values]: Case) => {
    await put(condition, values);
  });

  test.each(fail)('%s does not hold', async (...[condition, values]: Case) => {
    await expect(put(condition, values)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
    });
  });

  test('a name may stand for any attribute', async () => {
    await put(
      '#n = :v AND #m.#x = :w',
      { ':v': 5, ':w': 1 },
      { ExpressionAttributeNames: { '#n': 'n', '#m': 'm', '#x': 'x' } },
    );
  });

  test('of a hundred puts under attribute_not_exists one is done', async () => {
    const once = (by: number) =>
      bench().documents.send(
        new PutCommand({
          TableName: bench().table,
          Item: { pk: 'once', sk: '1', by },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, (_, by) => once(by)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a failed condition returns the stored item when asked for', async () => {
    const failed = await put('attribute_not_exists(pk)', undefined, {
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }).catch((error) => error);
    expect(failed.Item).toMatchObject({ pk: { S: 'judged' }, n: { N: '5' } });
  });

  test('a failed condition returns no item unless asked for, nor where there is none', async () => {
    const unasked = await put('attribute_not_exists(pk)').catch((error) => error);
    expect(unasked.Item).toBeUndefined();
    const absent = new DeleteCommand({
      TableName: bench().table,
      Key: { pk: 'absent', sk: '1' },
      ConditionExpression: 'attribute_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const failed = await bench()
      .documents.send(absent)
      .catch((error) => error);
    expect(failed).toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(failed.Item).toBeUndefined();
  });
}
