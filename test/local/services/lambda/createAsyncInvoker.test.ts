import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWorld } from '../../../../local/platform/World.ts';
import { createSqs, type Sqs } from '../../../../local/services/sqs/createSqs.ts';
import { bundle, givenLambda, MOMENT } from './givenLambda.ts';

const FAILING = `exports.handler = async () => { throw new Error('no'); };`;
const DEAD = 'arn:aws:sqs:us-east-1:000000000000:dead';

/** A cloud whose queue `dead` takes what is given up. */
async function withQueue(source: string, options: { readonly deadLetterArn?: string } = {}) {
  const world = createWorld({ seed: 7, frozenAt: MOMENT });
  const sqs: Sqs = createSqs(world, { baseUrl: () => 'http://127.0.0.1:1' });
  const all = givenLambda(source, { world, sqs, ...options });
  const { QueueUrl } = await sqs.actions['CreateQueue']!({ QueueName: 'dead' }, all.call);
  const taken = async () => {
    const { Messages = [] } = await sqs.actions['ReceiveMessage']!(
      {
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      },
      all.call,
    );
    return Messages as readonly Record<string, any>[];
  };
  return { ...all, taken };
}

test('an event that fails is retried after one minute and two more, with the same request id', async () => {
  const { lambda, call, world, invocations, records } = givenLambda(FAILING, { frozenAt: MOMENT });

  const requestId = await lambda.invokeLater('work', { a: 1 }, call);
  await world.clock.advance(59_999);
  expect(invocations()).toHaveLength(1);
  await world.clock.advance(1);
  expect(invocations()).toHaveLength(2);
  await world.clock.advance(120_000);
  await world.clock.advance(3_600_000);

  expect(invocations().map((record) => record.requestId)).toEqual([requestId, requestId, requestId]);
  expect(records.at(-1)).toMatchObject({
    kind: 'failure',
    source: 'work',
    code: 'RetriesExhausted',
    traceId: call.traceId,
  });
});

test('an event that succeeds on a retry is done', async () => {
  const { lambda, call, world, invocations } = givenLambda(
    `let count = 0; exports.handler = async () => { if (++count < 2) throw new Error('not yet'); };`,
    { frozenAt: MOMENT },
  );

  await lambda.invokeLater('work', {}, call);
  await world.clock.advance(600_000);

  expect(invocations().map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
});

test('an event whose retries are used up goes to the dead-letter queue with its error', async () => {
  const { lambda, call, world, taken } = await withQueue(FAILING, { deadLetterArn: DEAD });

  const requestId = await lambda.invokeLater('work', { a: 1 }, call);
  await world.clock.advance(600_000);

  expect(await taken()).toMatchObject([
    {
      Body: '{"a":1}',
      Attributes: { AWSTraceHeader: expect.stringContaining(call.traceId) },
      MessageAttributes: {
        RequestID: { StringValue: requestId },
        ErrorMessage: { StringValue: expect.stringContaining('"errorMessage":"no"') },
      },
    },
  ]);
});

test('destinations receive the outcome of an event', async () => {
  const { lambda, call, world, taken } = await withQueue(
    `exports.handler = async (event) => { if (event.fail) throw new Error('no'); return 'yes'; };`,
  );
  lambda.configureAsync('work', { maximumRetryAttempts: 0, onFailureArn: DEAD, onSuccessArn: DEAD });

  await lambda.invokeLater('work', { fail: true }, call);
  await lambda.invokeLater('work', {}, call);
  await world.activity.idle();

  const outcomes = (await taken()).map(({ Body }) => JSON.parse(Body));
  expect(outcomes).toHaveLength(2);
  expect(outcomes).toContainEqual({
    version: '1.0',
    timestamp: '2030-05-06T07:08:09.000Z',
    requestContext: {
      requestId: expect.any(String),
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:work:$LATEST',
      condition: 'RetriesExhausted',
      approximateInvokeCount: 1,
    },
    requestPayload: { fail: true },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: expect.objectContaining({ errorMessage: 'no' }),
  });
  expect(outcomes).toContainEqual(expect.objectContaining({ responsePayload: 'yes' }));
});

test('a throttled event waits until it is too old', async () => {
  const { lambda, call, world, records } = givenLambda(FAILING, { frozenAt: MOMENT, reservedConcurrency: 0 });
  lambda.configureAsync('work', { maximumEventAgeSeconds: 60 });

  await lambda.invokeLater('work', {}, call);
  await world.clock.advance(120_000);

  const throttles = records.filter(
    (record) => record.kind === 'invocation' && record.outcome === 'throttled',
  );
  expect(throttles.map(({ time }) => (time - MOMENT) / 1000)).toEqual([0, 1, 3, 7, 15, 31]);
  expect(records.at(-1)).toMatchObject({ kind: 'failure', code: 'EventAgeExceeded' });
});

test('a destination that does not exist is a failure in the feed', async () => {
  const { lambda, call, world, records } = givenLambda(FAILING, { frozenAt: MOMENT, deadLetterArn: DEAD });

  await lambda.invokeLater('work', {}, call);
  await world.clock.advance(600_000);

  expect(records.at(-1)).toMatchObject({
    kind: 'failure',
    code: 'InvalidParameterValueException',
    message: expect.stringContaining(DEAD),
  });
});

test('an event whose function cannot be read is dropped, and a failure is recorded', async () => {
  const codePath = join(bundle({}), 'nowhere');
  const { lambda, call, world, records } = givenLambda('', { codePath });

  const requestId = await lambda.invokeLater('work', {}, call);
  await world.activity.idle();

  expect(records).toMatchObject([
    {
      kind: 'failure',
      traceId: call.traceId,
      source: 'work',
      code: 'InternalFailure',
      message: expect.stringMatching(
        new RegExp(
          `^${requestId} was dropped: Function work: its code ${codePath} cannot be read: ENOENT.*\\.$`,
        ),
      ),
    },
  ]);
});

test('events that wait for their function take at most 64 Mi characters, until they are done', async () => {
  const { lambda, call, world } = givenLambda(FAILING, { frozenAt: MOMENT });
  const payload = 'x'.repeat(1000 * 1024);
  const invoke = () => lambda.invokeLater('work', payload, call);
  for (let events = 0; events < 65; events++) await invoke();
  expect(invoke).toThrow('Rate Exceeded.');
  await world.clock.advance(600_000);
  expect(invoke).not.toThrow();
});
