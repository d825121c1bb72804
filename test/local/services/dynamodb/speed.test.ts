import { expect, test } from 'vitest';
import { givenDynamoDb } from './givenTable.ts';

test('a small partition among 20,000 items is read in well under a millisecond', async () => {
  const { run } = givenDynamoDb();
  await run('CreateTable', {
    TableName: 'things',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    BillingMode: 'PAY_PER_REQUEST',
  });
  for (let at = 0; at < 20_000; at++)
    await run('PutItem', {
      TableName: 'things',
      Item: { pk: { S: `p${at % 4000}` }, sk: { S: `s${at}` }, n: { N: String(at) } },
    });

  const milliseconds: number[] = [];
  for (let at = 0; at < 501; at++) {
    const start = performance.now();
    const { Count } = await run('Query', {
      TableName: 'things',
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: `p${at}` } },
    });
    milliseconds.push(performance.now() - start);
    expect(Count).toBe(5);
  }
  expect(milliseconds.toSorted((a, b) => a - b)[250]).toBeLessThan(1);
});
