import { expect, test } from 'vitest';
import { createWorld } from '../../../../../local/platform/World.ts';
import { createExpiry } from '../../../../../local/services/dynamodb/createExpiry.ts';
import { createStore } from '../../../../../local/services/dynamodb/createStore.ts';
import { itemsTree, type Table } from '../../../../../local/services/dynamodb/tables/Table.ts';
import type { TransactionConflicts } from '../../../../../local/services/dynamodb/transactions/createOngoingTransactions.ts';
import { givenTable, START } from '../givenTable.ts';

const TableName = 'things';
const Key = (pk: string) => ({ pk: { S: pk } });
const put = (pk: string) => ({ Put: { TableName, Item: Key(pk) } });

/** A table whose transactions take time. */
async function givenConflicts(conflicts: TransactionConflicts = 'realistic', seed = 1) {
  const given = await givenTable({ conflicts, seed });
  const transact = (items: object[]) => given.run('TransactWriteItems', { TransactItems: items });
  return { ...given, transact };
}

test('a table that is deleted meanwhile is not written, and a new index holds what the transaction writes', async () => {
  const { transact, run } = await givenConflicts();
  const item = { Put: { TableName, Item: { ...Key('a'), shape: { S: 'round' } } } };
  const ongoing = transact([item]);
  const AttributeDefinitions = [{ AttributeName: 'shape', AttributeType: 'S' }];
  const Create = {
    IndexName: 'byShape',
    KeySchema: [{ AttributeName: 'shape', KeyType: 'HASH' }],
    Projection: { ProjectionType: 'KEYS_ONLY' },
  };
  await run('UpdateTable', { TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] });
  await ongoing;
  const { Count } = await run('Scan', { TableName, IndexName: 'byShape' });
  expect(Count).toBe(1);

  const lost = transact([put('b')]);
  await run('DeleteTable', { TableName });
  await expect(lost).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
});

/** What becomes of 200 transactions on five items, of which ten begin in each turn. */
async function storm(seed: number, conflicts: TransactionConflicts) {
  const { transact, get, feed } = await givenConflicts(conflicts, seed);
  const add = (at: number) => ({
    Update: {
      TableName,
      Key: Key(`item ${at % 5}`),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    },
  });
  const answers: Promise<boolean>[] = [];
  for (let turn = 0; turn < 20; turn++) {
    for (let at = 0; at < 10; at++)
      answers.push(
        transact([add(at), put(`own ${turn} ${at}`)]).then(
          () => true,
          () => false,
        ),
      );
    await new Promise(setImmediate);
  }
  const done = await Promise.all(answers);
  const items = await Promise.all([0, 1, 2, 3, 4].map((at) => get(`item ${at}`)));
  const added = items.reduce((sum, item) => sum + Number(item?.n?.N ?? 0), 0);
  return { done, added, feed: JSON.stringify(feed) };
}

test('the same seed gives the same conflicts; whatever it is, what succeeded was written once', async () => {
  const [one, same, other] = [
    await storm(7, 'hostile'),
    await storm(7, 'hostile'),
    await storm(8, 'hostile'),
  ];
  expect(one.feed).toBe(same.feed);
  expect(one.done).not.toEqual(other.done);
  for (const { done, added } of [one, other, await storm(7, 'realistic')]) {
    expect(added).toBe(done.filter((each) => each).length);
    expect(done).toContain(false);
  }
});

test('a hostile cloud also cancels transactions that came first', async () => {
  const { transact } = await givenConflicts('hostile');
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      const [first] = await Promise.allSettled([transact([put(`${at}`)]), transact([put(`${at}`)])]);
      return first.status;
    }),
  );
  expect(new Set(outcomes)).toEqual(new Set(['fulfilled', 'rejected']));
});

test('without conflicts, any number at once succeed', async () => {
  const { done, added } = await storm(7, 'off');
  expect([done.every((each) => each), added]).toEqual([true, 200]);
});

test('an expired item that a transaction is writing is deleted by a later sweep', async () => {
  const world = createWorld({ frozenAt: START });
  const store = createStore();
  const item = { ...Key('a'), ttl: { N: String(START / 1000) } };
  // Of a table, expiry reads no more than this.
  const table = {
    description: { TableName, KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] },
    timeToLive: 'ttl',
  } as unknown as Table;
  store.commit([
    { tree: 'tables', key: TableName, value: table },
    { tree: itemsTree(TableName), key: 'a', value: item },
  ]);
  let isFree = false;
  const deleted: number[] = [];
  const expiry = createExpiry(world, store, 1000, {
    isFree: () => isFree,
    commit: () => deleted.push(world.clock.now() - START),
  });
  expiry.track({ table, key: 'a', next: item });
  await world.clock.advance(1000);
  isFree = true;
  await world.clock.advance(5000);
  expect(deleted).toEqual([2000]);
});
