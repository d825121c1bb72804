import { expect, test } from 'vitest';
import { one, startTable } from './startTable.ts';

const write = `ddb.transactWrite({ items: [
  { putItem: { table: 'things', key: { id: 'a' }, item: { n: 5 }, condition: { id: { attributeExists: false } } } },
  { updateItem: { table: 'things', key: { id: 'b' }, update: { n: 1 } } },
  { conditionCheck: { table: 'things', key: { id: 'c' }, condition: { id: { attributeExists: false } } } },
] })`;

test('TransactWriteItems returns the keys', async () => {
  expect(await (await startTable(write)).ask()).toEqual({
    result: { keys: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], cancellationReasons: null },
  });
});

test('a cancelled transaction returns a reason for each of its items', async () => {
  expect(await (await startTable(write, one)).ask()).toEqual({
    result: {
      keys: null,
      cancellationReasons: [
        {
          item: { id: 'a', n: 1 },
          type: 'ConditionalCheckFailed',
          message: 'The conditional request failed',
        },
        { type: 'None', message: 'None' },
        { type: 'None', message: 'None' },
      ],
    },
    error: {
      type: 'DynamoDB:TransactionCanceledException',
      message: expect.stringContaining('[ConditionalCheckFailed, None, None]'),
    },
  });
});

test('TransactGetItems returns items in order, null for missing ones', async () => {
  const { ask } = await startTable(
    "ddb.transactGet({ items: ['q', 'a'].map((id) => ({ table: 'things', key: { id } })) })",
    one,
  );

  expect(await ask()).toEqual({ result: { items: [null, { id: 'a', n: 1 }], cancellationReasons: null } });
});
