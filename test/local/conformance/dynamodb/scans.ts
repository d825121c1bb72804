import { BatchWriteCommand, ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { simpleKey, type Bench } from './Bench.ts';

export function scans(bench: () => Bench): void {
  let table: string;

  beforeAll(async () => {
    table = await bench().createTable(simpleKey);
    const items = Array.from({ length: 25 }, (_, at) => ({ pk: `item ${at}`, n: at }));
    await bench().documents.send(
      new BatchWriteCommand({ RequestItems: { [table]: items.map((Item) => ({ PutRequest: { Item } })) } }),
    );
  });

  const scan = (input: Partial<ScanCommandInput> = {}) =>
    bench().documents.send(new ScanCommand({ TableName: table, ...input }));

  const all = async (input: Partial<ScanCommandInput>) => {
    const found: unknown[] = [];
    let ExclusiveStartKey: ScanCommandInput['ExclusiveStartKey'];
    do {
      const { Items = [], LastEvaluatedKey } = await scan({ ...input, ExclusiveStartKey });
      found.push(...Items.map((item) => item['n']));
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return found;
  };

  const ascending = (found: unknown[]) => (found as number[]).sort((a, b) => a - b);
  const numbers = Array.from({ length: 25 }, (_, at) => at);

  test('a scan finds everything, in pages or at once', async () => {
    expect(await scan()).toMatchObject({ Count: 25, ScannedCount: 25 });
    expect(ascending(await all({ Limit: 4 }))).toEqual(numbers);
  });

  test('segments share the table without overlap', async () => {
    const segments = await Promise.all(
      [0, 1, 2].map((Segment) => all({ Segment, TotalSegments: 3, Limit: 2 })),
    );
    expect(ascending(segments.flat())).toEqual(numbers);
  });

  test('a filter and a projection apply', async () => {
    const { Items, Count, ScannedCount } = await scan({
      FilterExpression: 'n < :n',
      ExpressionAttributeValues: { ':n': 2 },
      ProjectionExpression: 'n',
    });
    expect({ Items: ascending(Items!.map((item) => item['n'])), Count, ScannedCount }).toEqual({
      Items: [0, 1],
      Count: 2,
      ScannedCount: 25,
    });
  });
}
