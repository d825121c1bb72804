import { BatchGetCommand, BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import type { Bench } from './Bench.ts';

export function batches(bench: () => Bench): void {
  const write = (requests: object[], options: object = {}) =>
    bench().documents.send(
      new BatchWriteCommand({ RequestItems: { [bench().table]: requests }, ...options }),
    );
  const read = async (Keys: Record<string, any>[], options: object = {}) => {
    const { Responses } = await bench().documents.send(
      new BatchGetCommand({ RequestItems: { [bench().table]: { Keys, ...options } } }),
    );
    return Responses![bench().table]!.sort((a, b) => (a['sk'] < b['sk'] ? -1 : 1));
  };
  const key = (sk: string) => ({ pk: 'batch', sk });

  test('a batch puts and deletes, and another reads what is there', async () => {
    await bench().documents.send(new PutCommand({ TableName: bench().table, Item: { ...key('old'), n: 0 } }));
    await write([
      { PutRequest: { Item: { ...key('a'), n: 1 } } },
      { PutRequest: { Item: { ...key('b'), n: 2 } } },
      { DeleteRequest: { Key: key('old') } },
    ]);
    expect(await read([key('old'), key('b'), key('a')])).toEqual([
      { ...key('a'), n: 1 },
      { ...key('b'), n: 2 },
    ]);
  });

  test('a batch read projects', async () => {
    await write([{ PutRequest: { Item: { ...key('projected'), n: 1, m: 2 } } }]);
    expect(await read([key('projected')], { ProjectionExpression: 'n' })).toEqual([{ n: 1 }]);
  });

  test('capacity is summed for each table', async () => {
    const { ConsumedCapacity } = await write(
      [{ PutRequest: { Item: { ...key('c'), color: 'batch' } } }, { PutRequest: { Item: key('d') } }],
      { ReturnConsumedCapacity: 'TOTAL' },
    );
    expect(ConsumedCapacity).toMatchObject([{ TableName: bench().table, CapacityUnits: 3 }]);
  });

  test('nothing of a batch that names an item twice is done', async () => {
    await expect(
      write([{ PutRequest: { Item: key('twice') } }, { DeleteRequest: { Key: key('twice') } }]),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Provided list of item keys contains duplicates',
    });
    await expect(read([key('twice'), key('twice')])).rejects.toMatchObject({
      message: 'Provided list of item keys contains duplicates',
    });
    expect(await read([key('twice')])).toEqual([]);
  });

  test('a batch holds 25 writes or 100 reads', async () => {
    const keys = Array.from({ length: 101 }, (_, at) => key(`n${at}`));
    await write(keys.slice(0, 25).map((Item) => ({ PutRequest: { Item } })));
    expect(await read(keys.slice(0, 100))).toHaveLength(25);
    await expect(write(keys.slice(0, 26).map((Item) => ({ PutRequest: { Item } })))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(read(keys)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('a table that is not there fails the batch', async () => {
    const elsewhere = new BatchWriteCommand({
      RequestItems: { nowhere: [{ PutRequest: { Item: key('a') } }] },
    });
    await expect(bench().documents.send(elsewhere)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
}
