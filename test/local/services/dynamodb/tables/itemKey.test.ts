import { createKey } from 'dynalite/db/index.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemKey } from '../../../../../local/services/dynamodb/tables/itemKey.ts';
import type { TableDescription } from '../../../../../local/services/dynamodb/tables/Table.ts';

const text = fc.string({ unit: 'binary', minLength: 1 }).map((S) => ['S', { S }] as const);
const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 }).map((value) => {
  return ['N', { N: String(value) }] as const;
});
const binary = fc.uint8Array({ minLength: 1 }).map((bytes) => {
  return ['B', { B: Buffer.from(bytes).toString('base64') }] as const;
});
const attribute = fc.oneof(text, number, binary);
/** Names that a record inherits are names of attributes like any other. */
const names = fc.uniqueArray(fc.constantFrom('pk', 'sk', 'constructor', 'toString'), {
  minLength: 1,
  maxLength: 2,
});

test('an item is stored where dynalite would store it, whatever its keys are', () => {
  fc.assert(
    fc.property(names, attribute, attribute, (attributes, first, second) => {
      const values = [first, second];
      const table = {
        AttributeDefinitions: attributes.map((AttributeName, at) => ({
          AttributeName,
          AttributeType: values[at]![0],
        })),
        KeySchema: attributes.map((AttributeName, at) => ({ AttributeName, KeyType: at ? 'RANGE' : 'HASH' })),
        // Keys are made of these two members.
      } as unknown as TableDescription;
      const item = Object.fromEntries(attributes.map((name, at) => [name, values[at]![1]]));

      const key = itemKey(item, table);

      expect(key).toBe(createKey(item, table));
      expect(itemKey(item, table), 'the remembered hash is the same').toBe(key);
    }),
    { numRuns: 300 },
  );
});

test('keys of one partition sort by their texts, and more partitions than are remembered stay apart', () => {
  const table = {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    // As above.
  } as unknown as TableDescription;
  const keyOf = (pk: string, sk: string) => itemKey({ pk: { S: pk }, sk: { S: sk } }, table);
  expect(['b', 'a', 'aa'].map((sk) => keyOf('p', sk)).sort()).toEqual(
    ['a', 'aa', 'b'].map((sk) => keyOf('p', sk)),
  );
  const keys = Array.from({ length: 2500 }, (_, at) => keyOf(`p${at}`, 's'));
  expect(new Set(keys).size).toBe(2500);
  expect(keyOf('p0', 's')).toBe(keys[0]);
});
