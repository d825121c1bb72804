import { BatchWriteCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import type { Bench } from './Bench.ts';

/** Twelve items of one partition; `sk` in the order of its UTF-8 bytes. */
const sortKeys = ['-', '10', '9', 'B', 'a', 'ab', 'b', 'z', 'z/', 'z~', 'é', 'ü'];
const ranks = [-100, -3, -2.5, -2, 0, 0.001, 2.5, 5, 9, 10, 100, 1e10];

export function queries(bench: () => Bench): void {
  const query = (input: Partial<QueryCommandInput>) =>
    bench().documents.send(new QueryCommand({ TableName: bench().table, ...input }));
  const inPartition = (condition: string, values: object, input: Partial<QueryCommandInput> = {}) =>
    query({
      KeyConditionExpression: `pk = :p${condition}`,
      ExpressionAttributeValues: { ':p': 'queried', ...values },
      ...input,
    });
  const inGroup = (condition: string, values: object, input: Partial<QueryCommandInput> = {}) =>
    query({
      IndexName: 'byGroup',
      KeyConditionExpression: `#g = :g${condition}`,
      ExpressionAttributeNames: { '#g': 'group', ...(condition && { '#r': 'rank' }) },
      ExpressionAttributeValues: { ':g': 'ranked', ...values },
      ...input,
    });
  const keys = ({ Items = [] }: { Items?: Record<string, any>[] }) => Items.map(({ sk }) => sk);
  const rank = ({ Items = [] }: { Items?: Record<string, any>[] }) => Items.map((item) => item['rank']);

  /** Follows the pages to their end. */
  const pages = async (read: (start: QueryCommandInput['ExclusiveStartKey']) => ReturnType<typeof query>) => {
    const all: Record<string, any>[][] = [];
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const { Items = [], LastEvaluatedKey } = await read(start);
      all.push(Items);
      start = LastEvaluatedKey;
    } while (start);
    return all;
  };

  beforeAll(async () => {
    const items = sortKeys.map((sk, at) => ({
      pk: 'queried',
      sk,
      n: at,
      // The same items, in another order.
      group: 'ranked',
      rank: ranks[(at * 5) % 12],
      ...(at % 2 && { color: 'queried', size: at, unprojected: 'x' }),
      ...(at % 3 && { age: at % 3 }),
    }));
    const write = new BatchWriteCommand({
      RequestItems: { [bench().table]: items.map((Item) => ({ PutRequest: { Item } })) },
    });
    await bench().documents.send(write);
  });

  test('a partition comes in the order of its sort key, and backwards', async () => {
    expect(keys(await inPartition('', {}))).toEqual(sortKeys);
    expect(keys(await inPartition('', {}, { ScanIndexForward: false }))).toEqual([...sortKeys].reverse());
  });

  test.each([
    ['sk = :a', ['b'], ['b']],
    ['sk < :a', ['a'], ['-', '10', '9', 'B']],
    ['sk <= :a', ['a'], ['-', '10', '9', 'B', 'a']],
    ['sk > :a', ['z'], ['z/', 'z~', 'é', 'ü']],
    ['sk >= :a', ['z~'], ['z~', 'é', 'ü']],
    ['sk BETWEEN :a AND :b', ['a', 'b'], ['a', 'ab', 'b']],
    ['begins_with(sk, :a)', ['z'], ['z', 'z/', 'z~']],
    ['sk > :a', ['zz'], ['z~', 'é', 'ü']],
    ['begins_with(sk, :a)', ['nothing'], []],
  ])('%s for %j', async (condition, [a, b], expected) => {
    const values = { ':a': a, ...(b !== undefined && { ':b': b }) };
    expect(keys(await inPartition(` AND ${condition}`, values))).toEqual(expected);
    expect(keys(await inPartition(` AND ${condition}`, values, { ScanIndexForward: false }))).toEqual(
      [...expected].reverse(),
    );
  });

  test('numbers sort by their value', async () => {
    expect(rank(await inGroup('', {}))).toEqual(ranks);
    expect(rank(await inGroup(' AND #r > :r', { ':r': -2.5 }))).toEqual(ranks.slice(3));
    expect(rank(await inGroup(' AND #r BETWEEN :r AND :s', { ':r': -3, ':s': 0.001 }))).toEqual(
      ranks.slice(1, 6),
    );
  });

  test.each([1, 5, 12, 100])('pages of %i hold everything once and in order', async (Limit) => {
    for (const ScanIndexForward of [true, false]) {
      const inOrder = <Member>(members: Member[]) => (ScanIndexForward ? members : [...members].reverse());
      const table = await pages((ExclusiveStartKey) =>
        inPartition('', {}, { Limit, ExclusiveStartKey, ScanIndexForward }),
      );
      expect(keys({ Items: table.flat() })).toEqual(inOrder(sortKeys));
      expect(table.every(({ length }) => length <= Limit)).toBe(true);
      const index = await pages((ExclusiveStartKey) =>
        inGroup('', {}, { Limit, ExclusiveStartKey, ScanIndexForward }),
      );
      expect(rank({ Items: index.flat() })).toEqual(inOrder(ranks));
    }
  });

  test('pages of an index hold items with equal index keys once', async () => {
    const byColor = (ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']) =>
      query({
        IndexName: 'byColor',
        KeyConditionExpression: 'color = :c',
        ExpressionAttributeValues: { ':c': 'queried' },
        Limit: 2,
        ExclusiveStartKey,
      });
    expect(keys({ Items: (await pages(byColor)).flat() }).sort()).toEqual(
      sortKeys.filter((_, at) => at % 2).sort(),
    );
    const byAge = (ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']) =>
      inPartition('', {}, { IndexName: 'byAge', Limit: 3, ExclusiveStartKey });
    const aged = (await pages(byAge)).flat();
    expect(aged.map((item) => item['age'])).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
    expect(new Set(keys({ Items: aged })).size).toBe(8);
  });

  test('a full last page still has a LastEvaluatedKey', async () => {
    expect((await inPartition('', {}, { Limit: 12 })).LastEvaluatedKey).toEqual({ pk: 'queried', sk: 'ü' });
    expect(await inPartition('', {}, { Limit: 13 })).not.toHaveProperty('LastEvaluatedKey');
  });

  test('an index holds what it projects', async () => {
    const { Items: [colored] = [] } = await query({
      IndexName: 'byColor',
      KeyConditionExpression: 'color = :c',
      ExpressionAttributeValues: { ':c': 'queried' },
      Limit: 1,
    });
    expect(Object.keys(colored!).sort()).toEqual(['color', 'pk', 'size', 'sk']);
    const { Items: [aged] = [] } = await inPartition('', {}, { IndexName: 'byAge', Limit: 1 });
    expect(Object.keys(aged!).sort()).toEqual(['age', 'pk', 'sk']);
  });

  test('a local index fetches what it does not hold', async () => {
    const { Items: [whole] = [] } = await inPartition(
      '',
      {},
      { IndexName: 'byAge', Select: 'ALL_ATTRIBUTES', Limit: 1 },
    );
    expect(whole).toHaveProperty('n');
    const { Items: [some] = [] } = await inPartition(
      '',
      {},
      { IndexName: 'byAge', ProjectionExpression: 'n', Limit: 1 },
    );
    expect(Object.keys(some!)).toEqual(['n']);
  });

  test('a filter drops items after the page was read', async () => {
    const filtered = await inPartition('', { ':n': 2 }, { FilterExpression: 'n > :n', Limit: 5 });
    expect(filtered).toMatchObject({
      Count: 2,
      ScannedCount: 5,
      LastEvaluatedKey: { pk: 'queried', sk: 'a' },
    });
  });

  test('a count has no items', async () => {
    const counted = await inPartition('', {}, { Select: 'COUNT' });
    expect(counted).toMatchObject({ Count: 12, ScannedCount: 12 });
    expect(counted).not.toHaveProperty('Items');
  });

  test('a page ends at 1 MB', async () => {
    const big = Array.from({ length: 6 }, (_, at) => ({
      pk: 'megabytes',
      sk: String(at),
      text: 'x'.repeat(300_000),
    }));
    for (const Item of big)
      await bench().documents.send(
        new BatchWriteCommand({ RequestItems: { [bench().table]: [{ PutRequest: { Item } }] } }),
      );
    const read = (ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']) =>
      query({
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': 'megabytes' },
        ExclusiveStartKey,
      });
    expect((await pages(read)).map(({ length }) => length)).toEqual([4, 2]);
  });

  test('capacity counts a page together', async () => {
    const capacity = async (input: Partial<QueryCommandInput>) =>
      (await inPartition('', {}, { ReturnConsumedCapacity: 'TOTAL', ...input })).ConsumedCapacity
        ?.CapacityUnits;
    expect(await capacity({})).toBe(0.5);
    expect(await capacity({ ConsistentRead: true })).toBe(1);
    expect(await capacity({ IndexName: 'byAge', Select: 'ALL_ATTRIBUTES' })).toBe(4.5);
  });
}
