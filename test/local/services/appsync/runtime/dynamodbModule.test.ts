import { expect, test } from 'vitest';
import { startRuntime } from './startRuntime.ts';

const { evaluate } = startRuntime();
const key = "key: { id: 'a' }";
const typedKey = { id: { S: 'a' } };
const update = (expression: string, names: object, values: object) => ({
  operation: 'UpdateItem',
  key: typedKey,
  update: { expression, expressionNames: names, expressionValues: values },
});
const one = { '#expName_1': 'n' };

test.each<[string, unknown]>([
  [`get({ ${key} })`, { operation: 'GetItem', key: typedKey }],
  [
    `get({ ${key}, consistentRead: true, projection: ['a', 'b.c'] })`,
    {
      operation: 'GetItem',
      key: typedKey,
      consistentRead: true,
      projection: {
        expression: '#expName_1, #expName_2.#expName_3',
        expressionNames: { '#expName_1': 'a', '#expName_2': 'b', '#expName_3': 'c' },
      },
    },
  ],
  [
    `put({ ${key}, item: { value: 10, gone: undefined } })`,
    { operation: 'PutItem', key: typedKey, attributeValues: { value: { N: 10 } } },
  ],
  [
    `put({ ${key}, item: { tags: ddb.toStringSet(['x']) }, condition: { id: { attributeExists: false } } })`,
    {
      operation: 'PutItem',
      key: typedKey,
      attributeValues: { tags: { SS: ['x'] } },
      condition: { expression: '(attribute_not_exists(#id))', expressionNames: { '#id': 'id' } },
    },
  ],
  [`remove({ ${key} })`, { operation: 'DeleteItem', key: typedKey }],
  ["scan({ limit: 10, nextToken: 'abc', filter: null })", { operation: 'Scan', limit: 10, nextToken: 'abc' }],
  [
    "query({ index: 'i', query: { pk: { eq: 'a' }, sk: { beginsWith: 'b' } } })",
    {
      operation: 'Query',
      index: 'i',
      query: {
        expression: '(#pk = :pk_eq) AND (begins_with(#sk,:sk_beginsWith))',
        expressionNames: { '#pk': 'pk', '#sk': 'sk' },
        expressionValues: { ':pk_eq': { S: 'a' }, ':sk_beginsWith': { S: 'b' } },
      },
    },
  ],
  [
    `update({ ${key}, update: { n: ddb.operations.increment(10) } })`,
    update('SET #expName_1 = #expName_1 + :expValue_1', one, { ':expValue_1': { N: 10 } }),
  ],
  [
    `update({ ${key}, update: { n: ddb.operations.decrement() } })`,
    update('SET #expName_1 = #expName_1 - :expValue_1', one, { ':expValue_1': { N: 1 } }),
  ],
  [
    `update({ ${key}, update: { n: ddb.operations.replace({ a: 10 }) } })`,
    update('SET #expName_1 = :expValue_1', one, { ':expValue_1': { M: { a: { N: 10 } } } }),
  ],
  [
    `update({ ${key}, update: { n: ddb.operations.append([1]) } })`,
    update('SET #expName_1 = list_append(#expName_1, :expValue_1)', one, {
      ':expValue_1': { L: [{ N: 1 }] },
    }),
  ],
  [
    `update({ ${key}, update: { n: ddb.operations.prepend([1]) } })`,
    update('SET #expName_1 = list_append(:expValue_1, #expName_1)', one, {
      ':expValue_1': { L: [{ N: 1 }] },
    }),
  ],
  [
    `update({ ${key}, update: { n: [ddb.operations.updateListItem('x', 2)] } })`,
    update('SET #expName_1[2] = :expValue_1', one, { ':expValue_1': { S: 'x' } }),
  ],
  [`update({ ${key}, update: { n: ddb.operations.remove() } })`, update('REMOVE #expName_1', one, {})],
  [
    `update({ ${key}, update: { x: ddb.operations.remove(), n: 1, m: null } })`,
    update(
      'SET #expName_1 = :expValue_1, #expName_2 = :expValue_2 REMOVE #expName_3',
      { '#expName_1': 'n', '#expName_2': 'm', '#expName_3': 'x' },
      { ':expValue_1': { N: 1 }, ':expValue_2': { NULL: null } },
    ),
  ],
  [
    `batchGet({ tables: { T: { keys: [{ id: 'a' }] } } })`,
    { operation: 'BatchGetItem', tables: { T: { keys: [typedKey] } } },
  ],
  [`batchPut({ tables: { T: [{ id: 'a' }] } })`, { operation: 'BatchPutItem', tables: { T: [typedKey] } }],
  [
    `batchDelete({ tables: { T: [{ id: 'a' }] } })`,
    { operation: 'BatchDeleteItem', tables: { T: [typedKey] } },
  ],
  [
    `transactGet({ items: [{ table: 'T', ${key} }] })`,
    { operation: 'TransactGetItems', transactItems: [{ table: 'T', key: typedKey }] },
  ],
  [
    `transactWrite({ items: [{ putItem: { table: 'T', ${key}, item: { n: 1 } } }, { updateItem: { table: 'T', ${key}, update: { n: 2 } } }, { deleteItem: { table: 'T', ${key} } }, { conditionCheck: { table: 'T', ${key}, condition: { n: { gt: 1 } } } }] })`,
    {
      operation: 'TransactWriteItems',
      transactItems: [
        { table: 'T', operation: 'PutItem', key: typedKey, attributeValues: { n: { N: 1 } } },
        {
          table: 'T',
          operation: 'UpdateItem',
          key: typedKey,
          update: {
            expression: 'SET #expName_1 = :expValue_1',
            expressionNames: one,
            expressionValues: { ':expValue_1': { N: 2 } },
          },
        },
        { table: 'T', operation: 'DeleteItem', key: typedKey },
        {
          table: 'T',
          operation: 'ConditionCheck',
          key: typedKey,
          condition: {
            expression: '(#n > :n_gt)',
            expressionNames: { '#n': 'n' },
            expressionValues: { ':n_gt': { N: 1 } },
          },
        },
      ],
    },
  ],
])('%s', (call, request) => expect(evaluate(`ddb.${call}`)).toEqual(request));

test('operations are plain objects', () => {
  expect(
    evaluate("[ddb.operations.increment(10), ddb.operations.add('a'), ddb.operations.append([1])]"),
  ).toEqual([
    { type: 'OPERATION_INCREMENT', by: 10 },
    { type: 'OPERATION_ADD', value: 'a' },
    { type: 'OPERATION_APPEND', items: [1] },
  ]);
});

test('a condition that has no DynamoDB expression is a fault', () => {
  expect(() => evaluate(`ddb.remove({ ${key}, condition: { n: 1 } })`)).toThrow('Runtime Error');
});
