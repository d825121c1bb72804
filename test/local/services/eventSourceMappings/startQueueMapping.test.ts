import { describe, expect, test } from 'vitest';
import { turn } from '../../../../local/platform/Activity.ts';
import { testCall } from '../../../support/serveActions.ts';
import { arnOfQueue } from '../sqs/givenSqs.ts';
import type { Invocation } from './givenFunction.ts';
import { givenQueueMapping } from './givenQueueMapping.ts';

const fail = () => {
  throw new Error('no');
};
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

describe('a queue’s messages', () => {
  test('reach the function together and are deleted when it is done', async () => {
    const { world, map, send, bodies, left } = await givenQueueMapping(() => undefined);
    map();

    await send(['a', 'b', 'c']);
    await world.activity.idle();

    expect(bodies()).toEqual([['a', 'b', 'c']]);
    expect(await left()).toBe(0);
  });

  test('that are sent within a few turns of the event loop are delivered together', async () => {
    const { world, map, send, bodies } = await givenQueueMapping(() => undefined);
    map();
    await world.activity.idle();
    for (const body of ['a', 'b', 'c', 'd']) {
      await send([body]);
      await turn();
    }
    expect(bodies()).toEqual([]);
    await world.activity.idle();

    expect(bodies()).toEqual([['a', 'b', 'c', 'd']]);
  });

  test('that were there before the mapping are read too', async () => {
    const { world, map, send, bodies } = await givenQueueMapping(() => undefined);
    await send(numbers(25));

    map();
    await world.activity.idle();

    expect(bodies().map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(bodies().flat()).toEqual(numbers(25));
  });

  test('have the shape that AWS documents', async () => {
    const { world, map, send, invocations } = await givenQueueMapping(() => undefined);
    map();
    const call = { ...testCall, traceId: '1-12345678-0123456789abcdef01234567' };
    await send(['x'], { MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } } }, call);
    await world.activity.idle();

    const time = `${world.clock.now()}`;
    expect(invocations[0]!.records).toEqual([
      {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: expect.any(String),
        body: 'x',
        attributes: {
          ApproximateReceiveCount: '1',
          ApproximateFirstReceiveTimestamp: time,
          SentTimestamp: time,
          SenderId: 'test',
          AWSTraceHeader: `Root=${call.traceId};Sampled=0`,
        },
        messageAttributes: {
          a: { stringValue: 'b', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
        md5OfBody: '9dd4e461268c8034f5c8564e155c67a6',
        eventSource: 'aws:sqs',
        eventSourceARN: arnOfQueue('q'),
        awsRegion: 'us-east-1',
      },
    ]);
    expect(invocations[0]!.traceId).toBe(call.traceId);
  });

  test('return when the function fails, and become dead letters after maxReceiveCount receives', async () => {
    const { world, sqs, act, map, send, receive, givenQueue, invocations, QueueUrl } =
      await givenQueueMapping(fail);
    const dead = await givenQueue('dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOfQueue('dead'), maxReceiveCount: 3 });
    await act('SetQueueAttributes', { QueueUrl, Attributes: { RedrivePolicy } });
    map();
    await send(['{ "bad": 1 }']);

    await world.clock.advance(120_000);

    const start = invocations[0]!.at;
    expect(invocations.map(({ at }) => at - start)).toEqual([0, 30_000, 60_000]);
    expect(await receive(dead)).toMatchObject([{ Body: '{ "bad": 1 }' }]);
    expect(sqs.urlOf(arnOfQueue('dead'))).toBe(dead);
  });

  test('are not read by a disabled mapping', async () => {
    const { world, map, send, invocations, left } = await givenQueueMapping(() => undefined);
    map({ enabled: false });
    await send(['a']);
    await world.activity.idle();

    expect([invocations.length, await left()]).toEqual([0, 1]);
  });

  test('of a FIFO queue arrive in order, one batch of a group at a time', async () => {
    const attributes = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };
    const { world, map, send, bodies } = await givenQueueMapping(() => undefined, attributes, 'q.fifo');
    await send(numbers(6), { MessageGroupId: 'a' });
    map({ batchSize: 2 });
    await world.activity.idle();

    expect(bodies()).toEqual([
      ['0', '1'],
      ['2', '3'],
      ['4', '5'],
    ]);
  });
});

describe('filters', () => {
  test('pass what matches one of them and delete the rest', async () => {
    const { world, map, send, bodies, left } = await givenQueueMapping(() => undefined);
    map({ filters: ['{"body":{"kind":["a"]}}', '{"body":{"amount":[{"numeric":[">",5]}]}}'] });
    const wanted = ['{"kind":"a"}', '{"amount":6}'];
    await send([...wanted, '{"kind":"b"}', 'a', '{"amount":5}']);
    await world.activity.idle();

    expect(bodies()).toEqual([wanted]);
    expect(await left()).toBe(0);
  });

  test('on plain text drop JSON documents', async () => {
    const { world, map, send, bodies, left } = await givenQueueMapping(() => undefined);
    map({ filters: ['{"body":["hello"]}'] });
    await send(['hello', '{"hello":1}', 'bye']);
    await world.activity.idle();

    expect(bodies()).toEqual([['hello']]);
    expect(await left()).toBe(0);
  });

  test('that are malformed are refused when the mapping is made', async () => {
    const { map } = await givenQueueMapping(() => undefined);

    expect(() => map({ filters: ['{'] })).toThrow('Event pattern is not valid');
  });
});

describe('a queue that hides nothing', () => {
  test('gets what fails delivered again at once, then after growing pauses', async () => {
    const { world, map, send, invocations, left } = await givenQueueMapping(fail, { VisibilityTimeout: '0' });
    map({ batchSize: 1 });
    await send(['x']);
    await world.activity.idle();
    expect(invocations).toHaveLength(5);

    await world.clock.advance(7000);
    expect(invocations).toHaveLength(8);
    await world.clock.advance(3_600_000);
    expect(invocations.length).toBeLessThan(80);
    expect(await left()).toBe(1);
  });

  test('is not slowed down by a function that reports what fails, until its redrive policy ends it', async () => {
    const report = ({ records }: Invocation) => ({
      batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
    const given = await givenQueueMapping(report, { VisibilityTimeout: '0' });
    const dead = await given.givenQueue('dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOfQueue('dead'), maxReceiveCount: 50 });
    await given.act('SetQueueAttributes', { QueueUrl: given.QueueUrl, Attributes: { RedrivePolicy } });
    given.map({ batchSize: 1, reportBatchItemFailures: true });
    await given.send(['x']);
    await given.world.activity.idle();
    expect(given.invocations).toHaveLength(50);
    expect(await given.receive(dead)).toHaveLength(1);
  });

  test('delivers at its pace again once nothing fails', async () => {
    let broken = true;
    const handle = () => (broken ? fail() : undefined);
    const { world, map, send, left } = await givenQueueMapping(handle, { VisibilityTimeout: '0' });
    map({ batchSize: 1 });
    await send(['x']);
    await world.activity.idle();

    broken = false;
    await world.clock.advance(1000);
    expect(await left()).toBe(0);
    await send(numbers(20));
    await world.activity.idle();
    expect(await left()).toBe(0);
  });
});
