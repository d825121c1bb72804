import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import type { Bench } from './Bench.ts';

type Item = Record<string, AttributeValue>;

/** Refusals whose wording every DynamoDB shares are held to it; of the others, the kind counts. */
export function refusals(bench: () => Bench): void {
  const Key: Item = { pk: { S: 'refused' }, sk: { S: '1' } };
  const put = (Item: Item, options: object = {}) =>
    bench().dynamodb.send(new PutItemCommand({ TableName: bench().table, Item, ...options }));
  const update = (UpdateExpression: string, ExpressionAttributeValues?: Item, options: object = {}) =>
    bench().dynamodb.send(
      new UpdateItemCommand({
        TableName: bench().table,
        Key,
        UpdateExpression,
        ExpressionAttributeValues,
        ...options,
      }),
    );
  const query = (KeyConditionExpression: string, ExpressionAttributeValues: Item, options: object = {}) =>
    bench().dynamodb.send(
      new QueryCommand({
        TableName: bench().table,
        KeyConditionExpression,
        ExpressionAttributeValues,
        ...options,
      }),
    );
  const invalid = (message: RegExp | string) => ({
    name: 'ValidationException',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
  const one = { ':v': { N: '1' } };

  test('a table that is not there', async () => {
    await expect(
      bench().dynamodb.send(new GetItemCommand({ TableName: 'nowhere', Key })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test.each<[string, Item]>([
    ['a missing key attribute', { pk: { S: 'a' } }],
    ['a key of another type', { pk: { N: '1' }, sk: { S: '1' } }],
    ['an empty key', { pk: { S: '' }, sk: { S: '1' } }],
    ['an index key of another type', { ...Key, color: { N: '1' } }],
    ['an empty index key', { ...Key, color: { S: '' } }],
    ['a number that is none', { ...Key, n: { N: 'one' } }],
    ['a number of 39 digits', { ...Key, n: { N: '1'.repeat(39) } }],
    ['a number beyond 125 places', { ...Key, n: { N: '1e126' } }],
    ['an empty set', { ...Key, set: { SS: [] } }],
    ['a set with the same member twice', { ...Key, set: { SS: ['a', 'a'] } }],
    ['an item of more than 400 KB', { ...Key, text: { S: 'x'.repeat(410_000) } }],
    ['an item of more than 400 KB in UTF-8', { ...Key, text: { S: 'é'.repeat(206_000) } }],
  ])('%s', async (_name, item) => {
    await expect(put(item)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('a key with too much or too little', async () => {
    for (const key of [{ pk: { S: 'refused' } }, { ...Key, more: { S: 'x' } }] as Item[])
      await expect(
        bench().dynamodb.send(new DeleteItemCommand({ TableName: bench().table, Key: key })),
      ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test.each<[string, Item | undefined, RegExp | string]>([
    ['SET n =', undefined, /^Invalid UpdateExpression: Syntax error/],
    ['', undefined, 'Invalid UpdateExpression: The expression can not be empty;'],
    [
      'SET n = :v SET s = :v',
      one,
      /^Invalid UpdateExpression: The "SET" section can only be used once in an update expression;/,
    ],
    ['SET n = :v, n = :v', one, /^Invalid UpdateExpression: Two document paths overlap with each other/],
    [
      'SET n = :missing',
      undefined,
      'Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :missing',
    ],
    [
      'SET #missing = :v',
      one,
      'Invalid UpdateExpression: An expression attribute name used in the document path is not defined; attribute name: #missing',
    ],
    [
      'SET n = s',
      { ':unused': { N: '1' } },
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:unused}',
    ],
    [
      'SET pk = :v',
      one,
      'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
    ],
    [
      'ADD s :v',
      { ':v': { S: 'x' } },
      /^Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING/,
    ],
    [
      'SET year = :v',
      one,
      'Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: year',
    ],
    ['SET n = nothing(:v)', one, 'Invalid UpdateExpression: Invalid function name; function: nothing'],
  ])('update: %s', async (expression, values, message) => {
    await expect(update(expression, values)).rejects.toMatchObject(invalid(message));
  });

  test.each<[string, RegExp]>([
    ['n = :v AND', /^Invalid ConditionExpression: Syntax error/],
    [
      'size(n, n) = :v',
      /^Invalid ConditionExpression: Incorrect number of operands for operator or function/,
    ],
    ['n IN (n, :v)', /^Invalid ConditionExpression: The first operand must be distinct/],
  ])('condition: %s', async (ConditionExpression, message) => {
    const options = { ConditionExpression, ExpressionAttributeValues: one };
    await expect(put(Key, options)).rejects.toMatchObject(invalid(message));
  });

  test.each<[string, Item, object, RegExp]>([
    ['n = :v', one, {}, /^Query condition missed key schema element/],
    ['pk > :p', { ':p': { S: 'a' } }, {}, /^Query key condition not supported$/],
    ['pk = :p OR sk = :p', { ':p': { S: 'a' } }, {}, /^Invalid operator used in KeyConditionExpression: OR$/],
    [
      'pk = :v',
      one,
      {},
      /^One or more parameter values were invalid: Condition parameter type does not match schema type$/,
    ],
    [
      'pk = :p AND sk > :e',
      { ':p': { S: 'a' }, ':e': { S: '' } },
      {},
      /cannot contain an empty string value. Key: sk$/,
    ],
    [
      'pk = :p',
      { ':p': { S: 'a' } },
      { FilterExpression: 'sk = :p' },
      /^Filter Expression can only contain non-primary key attributes: Primary key attribute: sk$/,
    ],
    [
      'pk = :p',
      { ':p': { S: 'a' } },
      { IndexName: 'nowhere' },
      /^The table does not have the specified index: nowhere$/,
    ],
    [
      'color = :p',
      { ':p': { S: 'a' } },
      { IndexName: 'byColor', ConsistentRead: true },
      /^Consistent reads are not supported on global secondary indexes$/,
    ],
    [
      'color = :p',
      { ':p': { S: 'a' } },
      { IndexName: 'byColor', ProjectionExpression: 'unprojected' },
      /Global secondary index byColor does not project/,
    ],
    ['pk = :p', { ':p': { S: 'a' } }, { Limit: 0 }, /greater than or equal to 1$/],
    [
      'pk = :p',
      { ':p': { S: 'a' } },
      { ExclusiveStartKey: { pk: { S: 'b' }, sk: { S: '1' } } },
      /^The provided starting key/,
    ],
    [
      'pk = :p',
      { ':p': { S: 'a' } },
      { Select: 'COUNT', ProjectionExpression: 'n' },
      /^Cannot specify the ProjectionExpression when choosing to get only the Count$/,
    ],
  ])('query: %s %j %j', async (condition, values, options, message) => {
    await expect(query(condition, values, options)).rejects.toMatchObject(invalid(message));
  });
}
