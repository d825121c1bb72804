import { expect, onTestFinished, test } from 'vitest';
import { createEventSourceMappings } from '../../../../local/services/eventSourceMappings/createEventSourceMappings.ts';
import { createLogs } from '../../../../local/services/logs/createLogs.ts';
import { callAction } from '../../../../local/platform/Call.ts';
import { testCall } from '../../../support/serveActions.ts';
import { givenLambda } from '../lambda/givenLambda.ts';
import { arnOfQueue, givenSqs } from '../sqs/givenSqs.ts';
import { functionArn } from './givenFunction.ts';

const noStreams = {
  shardIdOf: () => 'shardId-1',
  positionAt: () => 0,
  read: () => ({ records: [], position: 0 }),
  onAppend: () => () => undefined,
};

const RECEIVES = 2;
const HIDDEN_MS = 60_000;

/** A function that reads a queue whose messages die at their third receive, and is about to read the first. */
async function givenMessage(source: string, { reservedConcurrency }: { reservedConcurrency?: number } = {}) {
  const { world, sqs, act, givenQueue } = givenSqs();
  const logs = createLogs(world);
  const { lambda, records } = givenLambda(source, {
    world,
    logs,
    timeoutMs: 10_000,
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
  });
  const dead = await givenQueue('dead');
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: arnOfQueue('dead'),
    maxReceiveCount: RECEIVES,
  });
  const queue = await givenQueue('q', { VisibilityTimeout: `${HIDDEN_MS / 1000}`, RedrivePolicy });
  const mappings = createEventSourceMappings(world, { sqs, lambda, streams: noStreams });
  onTestFinished(() => mappings.close());
  mappings.create({
    uuid: 'mapping-1',
    eventSourceArn: arnOfQueue('q'),
    functionArn: functionArn.replace(/:f$/, ':work'),
    enabled: true,
    batchSize: 10,
    maximumBatchingWindowMs: 0,
    reportBatchItemFailures: true,
    filters: [],
  });
  const { MessageId } = await act('SendMessage', { QueueUrl: queue, MessageBody: 'poison' });
  await world.activity.idle();
  return {
    world,
    records,
    MessageId,
    /** Messages that can be received, and those that are hidden. */
    async counts() {
      const { Attributes } = await act('GetQueueAttributes', { QueueUrl: queue, AttributeNames: ['All'] });
      return [Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible].map(
        Number,
      );
    },
    deadLetters: async () =>
      (await act('ReceiveMessage', { QueueUrl: dead, MessageSystemAttributeNames: ['All'] })).Messages,
    async lines(filterPattern: string): Promise<string[]> {
      const found = await callAction<{ readonly events: readonly { readonly message: string }[] }>(
        logs.actions,
        'FilterLogEvents',
        { logGroupName: '/aws/lambda/work', filterPattern },
        testCall,
      ).catch(() => ({ events: [] }));
      return found.events.map(({ message }) => message);
    },
  };
}

const DEATHS: readonly (readonly [string, string, string])[] = [
  [
    'takes too long',
    `() => new Promise((go) => setTimeout(go, 99_000))`,
    '"Task timed out after 10.00 seconds"',
  ],
  [
    'runs out of memory',
    // More than it has, and no more: what a loop fills until it is looked at depends on how busy the machine is.
    `async () => {
      globalThis.held = Buffer.alloc(512 * 2 ** 20);
      for (const cell = new Int32Array(new SharedArrayBuffer(4)); ; ) Atomics.wait(cell, 0, 0, 20);
    }`,
    '"Error Type: Runtime.OutOfMemory"',
  ],
  ['exits', `async () => process.exit(1)`, '"Error: Runtime exited with error: exit status 1"'],
  [
    'throws where nobody catches',
    `() => new Promise(() => setTimeout(() => { throw new Error('lost'); }))`,
    '"Uncaught Exception"',
  ],
];

test.each(DEATHS)(
  'the message of a function that %s stays hidden, comes again, and dies by the queue',
  async (_, source, line) => {
    const { world, counts, lines, deadLetters, MessageId } = await givenMessage(
      `exports.handler = ${source};`,
    );
    await world.clock.advance(10_000);
    expect([await counts(), await lines(line)]).toMatchObject([[0, 1], { length: 1 }]);
    await world.clock.advance(HIDDEN_MS - 10_001);
    expect([await counts(), await lines(line)]).toMatchObject([[0, 1], { length: 1 }]);
    await world.clock.advance(1);
    await world.clock.advance(10_000);
    expect([await counts(), await lines(line)]).toMatchObject([[0, 1], { length: 2 }]);
    await world.clock.advance(HIDDEN_MS);

    expect(await counts()).toEqual([0, 0]);
    expect(await deadLetters()).toMatchObject([
      {
        MessageId,
        // The receive of this test is one of them.
        Attributes: { ApproximateReceiveCount: `${RECEIVES + 1}`, DeadLetterQueueSourceArn: arnOfQueue('q') },
      },
    ]);
    expect(await lines(line)).toHaveLength(2);
  },
);

test('the messages of a function that may not run are received as often, and no line says so', async () => {
  const { world, counts, lines, deadLetters, records } = await givenMessage(
    `exports.handler = async () => 1;`,
    {
      reservedConcurrency: 0,
    },
  );
  expect(await counts()).toEqual([0, 1]);
  await world.clock.advance(2 * HIDDEN_MS);
  expect(await counts()).toEqual([0, 0]);
  expect(await deadLetters()).toMatchObject([{ Attributes: { ApproximateReceiveCount: `${RECEIVES + 1}` } }]);
  expect(await lines('')).toEqual([]);
  const outcomes = records
    .filter(({ kind }) => kind === 'invocation')
    .map((record) => 'outcome' in record && record.outcome);
  expect(new Set(outcomes)).toEqual(new Set(['throttled']));
});
