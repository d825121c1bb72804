import { expect, test } from 'vitest';
import { givenTable } from '../givenTable.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, at) => String(at));
const tooLarge = {
  code: 'ValidationException',
  message: 'Item size to update has exceeded the maximum allowed size',
};

async function givenItem(attributes: object) {
  const { put, run } = await givenTable();
  await put('lamp', attributes);
  return (UpdateExpression: string, values?: object) =>
    run('UpdateItem', {
      TableName: 'things',
      Key: { pk: { S: 'lamp' } },
      UpdateExpression,
      ...(values && { ExpressionAttributeValues: values }),
      ReturnValues: 'ALL_NEW',
    });
}

test(
  'an update that copies a large value many times ends where the item is too large',
  { timeout: 4000 },
  async () => {
    const update = await givenItem({ l: { L: Array.from({ length: 100_000 }, () => ({ NULL: true })) } });
    const copies = numbered(350).map((name) => `a${name} = l`);

    await expect(update(`SET ${copies.join(', ')}`)).rejects.toMatchObject(tooLarge);
  },
);

test('an update that appends a list to itself over and over ends as well', { timeout: 4000 }, async () => {
  const update = await givenItem({ l: { L: Array.from({ length: 100_000 }, () => ({ NULL: true })) } });
  const nested = `${'list_append('.repeat(200)}l${', l)'.repeat(200)}`;

  await expect(update(`SET o = ${nested}`)).rejects.toMatchObject({ code: 'ValidationException' });
});

test('members are added to a large set, and deleted, in linear time', { timeout: 4000 }, async () => {
  const update = await givenItem({ tags: { SS: numbered(50_000) } });

  const odd = numbered(50_000).map((text) => `${text}x`);
  const { Attributes: grown } = await update('ADD tags :t', { ':t': { SS: [...odd.slice(0, 9000), '7'] } });
  expect(grown.tags.SS).toHaveLength(59_000);
  const { Attributes: left } = await update('DELETE tags :t', { ':t': { SS: numbered(50_000) } });
  expect(left.tags.SS).toHaveLength(9000);
});
