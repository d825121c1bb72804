import { expect, test } from 'vitest';
import { one, startTable } from './startTable.ts';

test('BatchGetItem returns items in the order of its keys, null for missing ones', async () => {
  const { ask } = await startTable(
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
  const put = await startTable("ddb.batchPut({ tables: { things: [{ id: 'a', n: 1 }] } })");
  const remove = await startTable("ddb.batchDelete({ tables: { things: [{ id: 'a' }] } })", one);

  expect(await put.ask()).toEqual({
    result: { data: { things: [{ id: 'a', n: 1 }] }, unprocessedItems: { things: [] } },
  });
  expect(await remove.ask()).toEqual({
    result: { data: { things: [{ id: 'a' }] }, unprocessedKeys: { things: [] } },
  });
});

test('a refused batch still names every table', async () => {
  const { ask } = await startTable("ddb.batchPut({ tables: { missing: [{ id: 'a' }] } })");

  expect(await ask()).toEqual({
    result: { data: { missing: [null] }, unprocessedItems: { missing: [{ id: 'a' }] } },
    error: { type: 'DynamoDB:ResourceNotFoundException', message: expect.any(String) },
  });
});
