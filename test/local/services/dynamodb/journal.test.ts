import { expect, test } from 'vitest';
import type { Change, Journal } from '../../../../local/services/dynamodb/createStore.ts';
import { givenDynamoDb, givenTable, START } from './givenTable.ts';

test('a journal brings everything back', async () => {
  const log: string[] = [];
  const journal: Journal = {
    replay: () => log.map((line) => JSON.parse(line) as Change[]),
    append: (changes) => void log.push(JSON.stringify(changes)),
  };
  const before = await givenTable({ journal });
  const soon = { until: { N: String(START / 1000 + 60) } };
  for (const [pk, attributes] of [
    ['a', { color: { S: 'red' } }],
    ['b', soon],
    ['c', {}],
  ] as const)
    await before.put(pk, attributes);
  await before.run('DeleteItem', { TableName: 'things', Key: { pk: { S: 'c' } } });
  await before.run('UpdateTimeToLive', {
    TableName: 'things',
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
  });

  const after = givenDynamoDb({ journal });
  const lines = log.length;
  const query = {
    IndexName: 'byColor',
    KeyConditionExpression: 'color = :c',
    ExpressionAttributeValues: { ':c': { S: 'red' } },
  };
  expect((await after.run('Query', { TableName: 'things', ...query })).Count).toBe(1);
  expect((await after.run('Scan', { TableName: 'things' })).Count).toBe(2);
  expect(after.dynamodb.streams.read(before.streamArn, 0, 10).records).toEqual([]);
  expect(log).toHaveLength(lines);
  await after.world.clock.advance(60_000);
  expect((await after.run('Scan', { TableName: 'things' })).Count).toBe(1);
});
