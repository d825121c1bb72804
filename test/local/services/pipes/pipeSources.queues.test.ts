import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, BUS, createBench, FUNCTION, queueArn, traceOf } from './createBench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await createBench();
  await bench.addQueue('source', { VisibilityTimeout: '30' });
});
afterEach(() => bench.close());

const filters = (...patterns: object[]) => ({
  FilterCriteria: { Filters: patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })) },
});
const left = async () =>
  (
    await bench.sqs.actions['GetQueueAttributes']!(
      { QueueUrl: bench.sqs.urlOf(queueArn('source')), AttributeNames: ['All'] },
      { traceId: traceOf(0), principal: { arn: '', accessKeyId: '' } },
    )
  ).Attributes;

test('a message becomes an event; paths see into its body; then it is deleted', async () => {
  bench.pipe(
    queueArn('source'),
    BUS,
    {},
    {
      InputTemplate:
        '{"n": <$.body.n>, "list": <$.body.list[1]>, "from": "<aws.pipes.pipe-name>", "gone": <$.body.gone>}',
      EventBridgeEventBusParameters: { DetailType: '$.body.type' },
    },
  );
  await bench.send('source', 1, '{"n":5,"list":[1,{"a":2}],"type":"changed"}');
  const [message] = await bench.received('seen');
  expect(JSON.parse(message.Body)).toMatchObject({
    'detail-type': 'changed',
    source: 'Pipe p',
    detail: { n: 5, list: { a: 2 }, from: 'p', gone: '' },
  });
  expect(message.Attributes.AWSTraceHeader).toContain(traceOf(1));
  expect(await left()).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});

test('messages that no filter matches are deleted', async () => {
  bench.pipe(queueArn('source'), queueArn('seen'), filters({ body: { n: [{ numeric: ['>', 1] }] } }), {
    InputTemplate: '<$.body.n>',
  });
  for (const n of [1, 2, 3]) await bench.send('source', n, JSON.stringify({ n }));
  expect(await bench.bodies('seen')).toEqual([2, 3]);
  expect(await left()).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});

test('what the target refuses is received again after the visibility timeout', async () => {
  bench.addFunction(
    "globalThis.calls = (globalThis.calls ?? 0) + 1; if (calls === 1) throw new Error('no');",
  );
  bench.pipe(queueArn('source'), FUNCTION, {});
  await bench.send('source', 1, 'a');
  await bench.world.activity.idle();
  expect(bench.failures()).toMatchObject([{ source: 'pipe p', code: 'Unhandled', traceId: traceOf(1) }]);
  expect(await left()).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '1' });
  await bench.world.clock.advance(30_000);
  expect(await left()).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});

test('a function that is invoked asynchronously takes the batch at once', async () => {
  bench.addFunction("throw new Error('later');");
  bench.pipe(
    queueArn('source'),
    FUNCTION,
    {},
    { LambdaFunctionParameters: { InvocationType: 'FIRE_AND_FORGET' } },
  );
  await bench.send('source', 1, 'a');
  await bench.world.activity.idle();
  expect(await left()).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});

test('an answer that names unknown items fails the batch', async () => {
  bench.addFunction("return { batchItemFailures: [{ itemIdentifier: 'nobody' }] };");
  bench.pipe(queueArn('source'), FUNCTION, {});
  await bench.send('source', 1, 'a');
  await bench.world.activity.idle();
  expect(bench.failures()).toMatchObject([{ code: 'InvalidBatchResponse' }]);
});

test('the message stays in the source when the target queue does not exist', async () => {
  bench.pipe(queueArn('source'), queueArn('gone'), {});
  await bench.send('source', 1, 'a');
  await bench.world.activity.idle();
  expect(bench.failures()).toMatchObject([{ code: 'QueueDoesNotExist' }]);
  expect(await left()).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '1' });
});

test.each<[string, string, string, object, object, string]>([
  [
    'another source',
    'arn:aws:kinesis:us-east-1:000000000000:stream/s',
    BUS,
    {},
    {},
    'the source arn:aws:kinesis:us-east-1:000000000000:stream/s is not supported',
  ],
  [
    'another target',
    queueArn('source'),
    'arn:aws:states:us-east-1:000000000000:stateMachine:m',
    {},
    {},
    'a target can be of the services events, lambda, sqs',
  ],
  [
    'a source’s unknown setting',
    queueArn('source'),
    BUS,
    { SqsQueueParameters: { Colour: 1 } },
    {},
    'SourceParameters.SqsQueueParameters: Unrecognized key: "Colour"',
  ],
  [
    'a batch too large',
    queueArn('source'),
    BUS,
    { SqsQueueParameters: { BatchSize: 10_001 } },
    {},
    'SourceParameters.SqsQueueParameters.BatchSize',
  ],
  [
    'a target’s unknown setting',
    queueArn('source'),
    BUS,
    {},
    { KinesisStreamParameters: {} },
    'TargetParameters: Unrecognized key: "KinesisStreamParameters"',
  ],
  [
    'an unknown placeholder',
    queueArn('source'),
    BUS,
    {},
    { InputTemplate: '{"a": <name>}' },
    'unknown placeholder <name>',
  ],
  [
    'a path that is none',
    queueArn('source'),
    BUS,
    {},
    { EventBridgeEventBusParameters: { Source: '$..a' } },
    '$..a is not a path',
  ],
  ['a malformed filter', queueArn('source'), BUS, filters({}), {}, 'Empty objects are not allowed'],
])('%s is refused by name', (_what, source, target, sourceParameters, targetParameters, message) => {
  expect(() => bench.pipe(source, target, sourceParameters, targetParameters)).toThrow(message);
});

test('a stream without a starting position is refused', () => {
  expect(() => bench.pipe('arn:aws:dynamodb:us-east-1:000000000000:table/things/stream/x', BUS, {})).toThrow(
    'StartingPosition',
  );
});
