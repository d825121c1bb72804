import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { type Parser, memoizeParser } from '../../../../../local/services/dynamodb/dynalite/memoizeParser.ts';
import { givenTable } from '../givenTable.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
setFlagsFromString('--no-expose-gc');

type Run = Awaited<ReturnType<typeof givenTable>>['run'];

const update = (run: Run, parameters: object) =>
  run('UpdateItem', {
    TableName: 'things',
    Key: { pk: { S: 'lamp' } },
    ReturnValues: 'ALL_NEW',
    ...parameters,
  });

test('an expression that is sent again is judged, and written, by its new values', async () => {
  const { put, run } = await givenTable();
  await put('lamp', { color: { S: 'red' } });
  const paint = (from: string, to: string) =>
    update(run, {
      UpdateExpression: 'SET color = :to',
      ConditionExpression: 'color = :from',
      ExpressionAttributeValues: { ':from': { S: from }, ':to': { S: to } },
    });

  expect((await paint('red', 'blue')).Attributes.color).toEqual({ S: 'blue' });
  expect((await paint('blue', 'green')).Attributes.color).toEqual({ S: 'green' });
  await expect(paint('red', 'white')).rejects.toMatchObject({ code: 'ConditionalCheckFailedException' });
});

test('an expression that is sent again is refused for a value of another type', async () => {
  const { run } = await givenTable();
  const add = (value: object) =>
    update(run, { UpdateExpression: 'ADD lit :v', ExpressionAttributeValues: { ':v': value } });

  expect((await add({ N: '1' })).Attributes.lit).toEqual({ N: '1' });
  await expect(add({ S: 'one' })).rejects.toMatchObject({
    code: 'ValidationException',
    message: expect.stringContaining('Incorrect operand type for operator or function; operator: ADD'),
  });
});

test('bounds are compared each time', async () => {
  const { put } = await givenTable();
  const between = (low: string, high: string) =>
    put(
      'lamp',
      {},
      {
        ConditionExpression: 'NOT lit BETWEEN :low AND :high',
        ExpressionAttributeValues: { ':low': { N: low }, ':high': { N: high } },
      },
    );

  await between('1', '2');
  await expect(between('2', '1')).rejects.toMatchObject({
    message: expect.stringContaining('requires upper bound to be greater than or equal to lower bound'),
  });
});

test('what one expression of a request uses counts as used, whichever expressions came with it before', async () => {
  const { put, run } = await givenTable();
  await put('lamp', { color: { S: 'red' } });
  const UpdateExpression = 'SET #c = :c';
  const ExpressionAttributeNames = { '#c': 'color' };
  const ExpressionAttributeValues = { ':c': { S: 'red' } };
  const both = { ExpressionAttributeNames, ExpressionAttributeValues, ConditionExpression: '#c = :c' };

  await update(run, { ...both, UpdateExpression });
  await put('lamp', { color: { S: 'red' } }, both);
  await expect(
    put('lamp', {}, { ...both, ExpressionAttributeNames: { ...ExpressionAttributeNames, '#x': 'x' } }),
  ).rejects.toMatchObject({ message: expect.stringContaining('unused in expressions: keys: {#x}') });
});

test('the values of a request are not kept with the expression', async () => {
  const parser: Parser = { parse: (_, { context }) => ({ equals: context.attrVals![':v'] }) };
  memoizeParser(parser);
  const parse = (value: object) =>
    parser.parse('#a = :v', {
      context: { attrVals: { ':v': value }, unusedAttrNames: {}, unusedAttrVals: {} },
    });
  const value = (text: string) => ({ S: text });

  const first = new WeakRef(value('first'));
  expect(parse(first.deref()!)).toEqual({ equals: { S: 'first' } });
  await new Promise(setImmediate);
  collectGarbage();

  expect(first.deref()).toBeUndefined();
  expect(parse(value('second'))).toEqual({ equals: { S: 'second' } });
});
