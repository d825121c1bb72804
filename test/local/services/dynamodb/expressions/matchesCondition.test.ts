import { expect, test } from 'vitest';
import { givenTable } from '../givenTable.ts';

const text = 'a'.repeat(300_000);
const part = `${'a'.repeat(70_000)}b${'a'.repeat(70_000)}`;

test('contains finds a long text, or bytes, in linear time', { timeout: 4000 }, async () => {
  const { put, run } = await givenTable();
  const toBytes = (value: string) => Buffer.from(value).toString('base64');
  await put('text', { value: { S: text } });
  await put('bytes', { value: { B: toBytes(text.slice(0, 290_000)) } });
  const count = async (value: object) =>
    (
      await run('Scan', {
        TableName: 'things',
        FilterExpression: 'contains(#v, :part)',
        ExpressionAttributeNames: { '#v': 'value' },
        ExpressionAttributeValues: { ':part': value },
      })
    ).Count;

  expect(await count({ S: part })).toBe(0);
  expect(await count({ S: text.slice(1) })).toBe(1);
  expect(await count({ B: toBytes(part) })).toBe(0);
  expect(await count({ B: toBytes(text.slice(20_000)) })).toBe(1);
});

test('large sets are compared in linear time', { timeout: 4000 }, async () => {
  const { put, run } = await givenTable();
  const members = Array.from({ length: 60_000 }, (_, at) => String(at));
  await put('lamp', { value: { SS: members } });

  const { Count } = await run('Scan', {
    TableName: 'things',
    FilterExpression: '#v = :set',
    ExpressionAttributeNames: { '#v': 'value' },
    ExpressionAttributeValues: { ':set': { SS: members.toReversed() } },
  });
  expect(Count).toBe(1);
});
