import { expect, test } from 'vitest';
import { givenTable } from '../givenTable.ts';

function nested(levels: number): object {
  let value: object = { S: 'x' };
  for (let level = 0; level < levels; level++) value = level % 2 ? { L: [value] } : { M: { m: value } };
  return value;
}

const refusal = {
  code: 'ValidationException',
  message:
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
};

test('an attribute has at most 32 levels', async () => {
  const { put } = await givenTable();

  await put('lamp', { value: nested(32) });
  await expect(put('lamp', { value: nested(33) })).rejects.toMatchObject(refusal);
});

test('an update cannot nest deeper either', async () => {
  const { put, run } = await givenTable();
  await put('lamp', { value: nested(20), other: nested(20) });
  const update = run('UpdateItem', {
    TableName: 'things',
    Key: { pk: { S: 'lamp' } },
    UpdateExpression: 'SET #v.m[0].m[0].m[0].m[0].m[0].m[0].m[0].m[0].m[0].m[0] = other',
    ExpressionAttributeNames: { '#v': 'value' },
  });

  await expect(update).rejects.toMatchObject({ code: 'ValidationException' });
});

test.each([3000, 50_000])('%i levels are refused like 33', async (levels) => {
  const { put, run } = await givenTable();
  const filter = run('Scan', {
    TableName: 'things',
    FilterExpression: 'a = :a',
    ExpressionAttributeValues: { ':a': nested(levels) },
  });

  await expect(filter).rejects.toMatchObject(refusal);
  await expect(put('lamp', { value: nested(levels) })).rejects.toMatchObject(refusal);
});
