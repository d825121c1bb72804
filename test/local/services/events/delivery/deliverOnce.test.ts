import { expect, test } from 'vitest';
import { createBench } from '../createBench.ts';

const DETAIL = { name: 'Ann "A" Lee', n: 5, tags: ['x', 'y'], inner: { a: 1 }, none: null, 'a-b': true };

async function inputFor(target: object): Promise<unknown> {
  const bench = createBench();
  await bench.rule({ source: ['shop'] }, target);
  await bench.put({ Detail: JSON.stringify(DETAIL) });
  await bench.world.activity.idle();
  return bench.delivered[0]?.input;
}

const transformed = (paths: Record<string, string>, template: string) =>
  inputFor({ InputTransformer: { InputPathsMap: paths, InputTemplate: template } });

test('Input is delivered as it is', async () => {
  expect(await inputFor({ Input: '{"a":[1]}' })).toEqual({ a: [1] });
});

test('InputPath selects a part of the event', async () => {
  expect(await inputFor({ InputPath: '$.detail.inner' })).toEqual({ a: 1 });
  expect(await inputFor({ InputPath: '$.detail.tags[1]' })).toBe('y');
  expect(await inputFor({ InputPath: '$.detail-type' })).toBe('sold');
});

test('an unquoted placeholder becomes JSON', async () => {
  const paths = {
    name: '$.detail.name',
    n: '$.detail.n',
    inner: '$.detail.inner',
    none: '$.detail.none',
    ab: '$.detail.a-b',
  };
  expect(
    await transformed(paths, '{"name": <name>, "n": <n>, "inner": <inner>, "none": <none>, "ab": <ab>}'),
  ).toEqual({
    name: 'Ann "A" Lee',
    n: 5,
    inner: { a: 1 },
    none: null,
    ab: true,
  });
});

test('a placeholder inside a string becomes bare text', async () => {
  const paths = { n: '$.detail.n', tag: '$.detail.tags[0]' };
  expect(await transformed(paths, '{"text": "n is <n>, \\"tag\\" is <tag>"}')).toEqual({
    text: 'n is 5, "tag" is x',
  });
});

test('a template in quotes yields a string', async () => {
  expect(await transformed({ n: '$.detail.n' }, '"n is <n>"')).toBe('n is 5');
});

test('a path that leads nowhere becomes empty text', async () => {
  expect(await transformed({ gone: '$.detail.gone.deep' }, '{"a": <gone>, "b": "[<gone>]"}')).toEqual({
    a: '',
    b: '[]',
  });
});

test('wildcards collect values, and brackets name members', async () => {
  expect(
    await transformed({ all: '$.detail.tags[*]', ab: "$.detail['a-b']" }, '{"all": <all>, "ab": <ab>}'),
  ).toEqual({
    all: ['x', 'y'],
    ab: true,
  });
});

test('the reserved variables stand for the rule, the time and the event', async () => {
  const input = await transformed(
    {},
    '{"rule": <aws.events.rule-name>, "arn": "<aws.events.rule-arn>", "at": <aws.events.event.ingestion-time>, "event": <aws.events.event>, "whole": <aws.events.event.json>}',
  );
  expect(input).toMatchObject({
    rule: 'rule',
    arn: 'arn:aws:events:us-east-1:000000000000:rule/rule',
    at: '2026-01-31T12:00:00Z',
    event: { source: 'shop' },
    whole: { source: 'shop', detail: DETAIL },
  });
  expect(input).not.toHaveProperty('event.detail');
});

test('a result that is not JSON fails the delivery, which is not retried', async () => {
  const bench = createBench();
  await bench.rule(
    { source: ['shop'] },
    { InputTransformer: { InputPathsMap: { name: '$.detail.name' }, InputTemplate: '{"a": "<name>"}' } },
  );
  await bench.put({ Detail: JSON.stringify(DETAIL) });
  await bench.world.activity.idle();
  expect(bench.delivered).toEqual([]);
  expect(bench.records.at(-1)).toMatchObject({ kind: 'failure', code: 'INVALID_JSON' });
});

test('a template that puts a large event in many times fails the delivery', async () => {
  const bench = createBench();
  const InputTemplate = JSON.stringify(Array.from({ length: 500 }, () => 0)).replaceAll('0', '<all>');
  await bench.rule(
    { source: ['shop'] },
    { InputTransformer: { InputPathsMap: { all: '$.detail' }, InputTemplate } },
  );
  await bench.put({ Detail: JSON.stringify({ text: 'x'.repeat(900_000) }) });
  await bench.world.activity.idle();

  expect(bench.delivered).toEqual([]);
  expect(bench.records.at(-1)).toMatchObject({
    kind: 'failure',
    message: expect.stringContaining('The input of the template is longer than 1048576.'),
  });
});

test.each<[string, object, string]>([
  [
    'two kinds of input',
    { Input: '1', InputPath: '$' },
    'Only one of Input, InputPath, or InputTransformer must be provided for target one.',
  ],
  ['a path that is none', { InputPath: 'detail' }, 'Invalid InputPath'],
  ['input that is no JSON', { Input: '{' }, 'JSON syntax error in input for target one'],
  [
    'an unknown placeholder',
    { InputTransformer: { InputTemplate: '{"a": <b>}' } },
    'InputTemplate for target one contains invalid placeholder b.',
  ],
  [
    'a reserved name',
    { InputTransformer: { InputPathsMap: { 'aws.x': '$.a' }, InputTemplate: '1' } },
    'reserved name aws.x',
  ],
  [
    'a malformed variable',
    { InputTransformer: { InputPathsMap: { x: '$..a' }, InputTemplate: '1' } },
    'invalid JsonPath $..a',
  ],
  ['parameters for another service', { EcsParameters: {} }, 'EcsParameters'],
  [
    'a service nobody delivers to',
    { Arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:x' },
    'not to states',
  ],
  ['something that is no ARN', { Arn: 'queue' }, 'Provided Arn is not in correct format.'],
  [
    'input for a bus',
    { Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/b', Input: '1' },
    'not supported for the event bus',
  ],
])('%s is refused', async (_what, target, message) => {
  await expect(createBench().rule({ source: ['shop'] }, target)).rejects.toMatchObject({
    code: 'ValidationException',
    message: expect.stringContaining(message),
  });
});
