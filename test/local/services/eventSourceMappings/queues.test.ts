import { describe, expect, test } from 'vitest';
import { testCall } from '../../../support/serveActions.ts';
import { arnOfQueue } from '../sqs/givenSqs.ts';
import { throttle, type Invocation } from './givenFunction.ts';
import { givenQueueMapping } from './givenQueueMapping.ts';

const fail = () => {
  throw new Error('no');
};
const reportIdsOf = (...bodies: string[]) => ({ records }: Invocation) => ({
  batchItemFailures: records.filter(({ body }) => bodies.includes(body)).map(({ messageId }) => ({ itemIdentifier: messageId })),
});
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

  test('that were there before the mapping are read too', async () => {
    const { world, map, send, bodies } = await givenQueueMapping(() => undefined);
    await send(numbers(25));

    map();
    await world.activity.idle();

    expect(bodies().map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(bodies().flat()).toEqual(numbers(25));
  });

  test('look as AWS shows them', async () => {
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
          AWSTraceHeader: `Root=${call.traceId};Sampled=1`,
        },
        messageAttributes: { a: { stringValue: 'b', stringListValues: [], binaryListValues: [], dataType: 'String' } },
        md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
        md5OfBody: '9dd4e461268c8034f5c8564e155c67a6',
        eventSource: 'aws:sqs',
        eventSourceARN: arnOfQueue('q'),
        awsRegion: 'us-east-1',
      },
    ]);
    expect(invocations[0]!.traceId).toBe(call.traceId);
  });

  test('come back when the function fails, and are dead letters after maxReceiveCount of it', async () => {
    const { world, sqs, act, map, send, receive, givenQueue, invocations, QueueUrl } = await givenQueueMapping(fail);
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

  test('are left alone by a mapping that is switched off', async () => {
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

    expect(bodies()).toEqual([['0', '1'], ['2', '3'], ['4', '5']]);
  });
});

describe('a batch response', () => {
  test('returns only the messages that failed', async () => {
    const { world, map, send, bodies, left } = await givenQueueMapping(reportIdsOf('b'));
    map({ reportBatchItemFailures: true });
    await send(['a', 'b', 'c']);
    await world.activity.idle();

    expect(await left()).toBe(1);
    await world.clock.advance(30_000);
    expect(bodies()).toEqual([['a', 'b', 'c'], ['b']]);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['an empty object', {}],
    ['no failures', { batchItemFailures: [] }],
    ['null failures', { batchItemFailures: null }],
  ])('of %s is complete success', async (_, answer) => {
    const { world, map, send, left } = await givenQueueMapping(() => answer);
    map({ reportBatchItemFailures: true });
    await send(['a', 'b']);
    await world.activity.idle();

    expect(await left()).toBe(0);
  });

  test.each([
    ['an id of no message', { batchItemFailures: [{ itemIdentifier: 'nonsense' }] }],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a null id', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['a wrong key', { batchItemFailures: [{ messageId: 'x' }] }],
    ['a null entry', { batchItemFailures: [null] }],
    ['no list', { batchItemFailures: 'x' }],
    ['a text', 'done'],
  ])('with %s fails the whole batch, and the feed says why', async (_, answer) => {
    const { world, map, send, left, told } = await givenQueueMapping(() => answer);
    map({ reportBatchItemFailures: true });
    await send(['a', 'b']);
    await world.activity.idle();

    expect(await left()).toBe(2);
    expect(told).toContainEqual(expect.objectContaining({ kind: 'failure', code: 'InvalidBatchResponse' }));
  });

  test('means nothing to a mapping that did not ask for it', async () => {
    const { world, map, send, left } = await givenQueueMapping(reportIdsOf('a'));
    map();
    await send(['a']);
    await world.activity.idle();

    expect(await left()).toBe(0);
  });
});

describe('a batching window', () => {
  test('holds a batch back until it is over', async () => {
    const { world, map, send, bodies, invocations } = await givenQueueMapping(() => undefined);
    map({ maximumBatchingWindowMs: 5000 });
    const start = world.clock.now();
    await send(['a']);
    await world.clock.advance(3000);
    await send(['b']);
    await world.clock.advance(1999);

    expect(invocations).toEqual([]);
    await world.clock.advance(1);
    expect(bodies()).toEqual([['a', 'b']]);
    expect(invocations[0]!.at - start).toBe(5000);
  });

  test('ends at once when the batch is full', async () => {
    const { world, map, send, bodies } = await givenQueueMapping(() => undefined);
    map({ maximumBatchingWindowMs: 5000, batchSize: 25 });
    await send(numbers(30));
    await world.activity.idle();

    expect(bodies()).toEqual([numbers(25)]);
    await world.clock.advance(5000);
    expect(bodies()[1]).toEqual(['25', '26', '27', '28', '29']);
  });

  test('begins anew with the next message', async () => {
    const { world, map, send, invocations } = await givenQueueMapping(() => undefined);
    map({ maximumBatchingWindowMs: 5000 });
    await send(['a']);
    await world.clock.advance(7000);
    await send(['b']);
    await world.clock.advance(4999);

    expect(invocations).toHaveLength(1);
    await world.clock.advance(1);
    expect(invocations).toHaveLength(2);
  });

  test('that is open when the cloud closes gives its messages back', async () => {
    const { world, map, send, mappings, receive, QueueUrl } = await givenQueueMapping(() => undefined);
    map({ maximumBatchingWindowMs: 5000 });
    await send(['a', 'b']);
    await world.activity.idle();

    await mappings.close();

    expect(await receive(QueueUrl)).toHaveLength(2);
  });
});

describe('concurrency', () => {
  const givenSlowFunction = async (maximumConcurrency?: number) => {
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const given = await givenQueueMapping(async () => {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => waiting.push(resolve));
      running--;
    });
    given.map({ batchSize: 1, ...(maximumConcurrency && { maximumConcurrency }) });
    await given.send(numbers(12));
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    while ((await turn(), waiting.length > 0)) waiting.shift()!();
    await given.world.activity.idle();
    return { ...given, most };
  };

  test('is five batches at a time', async () => {
    const { most, left } = await givenSlowFunction();

    expect([most, await left()]).toEqual([5, 0]);
  });

  test('is maximumConcurrency where the mapping sets one', async () => {
    const { most, left } = await givenSlowFunction(2);

    expect([most, await left()]).toEqual([2, 0]);
  });
});

describe('a throttled function', () => {
  test('is tried again, ever later, without the message being received again', async () => {
    let refusals = 2;
    const { world, map, send, invocations, left } = await givenQueueMapping(() => (refusals-- > 0 ? throttle() : undefined));
    map();
    await send(['a']);
    await world.clock.advance(10_000);

    const start = invocations[0]!.at;
    expect(invocations.map(({ at }) => at - start)).toEqual([0, 1000, 3000]);
    expect(invocations[2]!.records[0].attributes.ApproximateReceiveCount).toBe('1');
    expect(await left()).toBe(0);
  });

  test('that never recovers loses no message', async () => {
    const { world, map, send, left, told, invocations } = await givenQueueMapping(throttle);
    map();
    await send(['a', 'b']);
    await world.clock.advance(300_000);

    expect(await left()).toBe(2);
    expect(invocations.at(-1)!.records).toHaveLength(2);
    expect(told).toContainEqual(expect.objectContaining({ kind: 'failure', code: 'TooManyRequestsException' }));
  });

  test('leaves the cloud at rest while it is waited for', async () => {
    const { world, map, send, mappings, invocations } = await givenQueueMapping(throttle);
    map();
    await send(['a']);
    await world.activity.idle();
    expect(invocations).toHaveLength(1);

    await mappings.close();
    await world.clock.advance(10_000);
    expect(invocations).toHaveLength(1);
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

describe('a mapping', () => {
  test.each([
    ['a batch above ten without a window', { batchSize: 11 }, 'Maximum batch window'],
    ['a batch of none', { batchSize: 0 }, 'Batch size 0'],
    ['a concurrency of one', { maximumConcurrency: 1 }, 'MaximumConcurrency'],
    ['a queue that does not exist', { eventSourceArn: arnOfQueue('missing') }, 'does not exist'],
    ['a source of another kind', { eventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' }, 'is not supported'],
  ])('with %s is refused', async (_, mapping, message) => {
    const { map } = await givenQueueMapping(() => undefined);

    expect(() => map(mapping)).toThrow(message);
  });

  test('whose queue is deleted says so', async () => {
    const { world, act, map, send, told, QueueUrl } = await givenQueueMapping(async () => {
      await act('DeleteQueue', { QueueUrl });
    });
    map();
    await send(['a']);
    await world.activity.idle();

    expect(told).toContainEqual(expect.objectContaining({ kind: 'failure', code: 'QueueDoesNotExist' }));
  });

  test('that is closed waits for what is under way and begins nothing more', async () => {
    let end = () => undefined as void;
    const { map, send, mappings, left, invocations } = await givenQueueMapping(() => new Promise<void>((resolve) => (end = resolve)));
    map();
    await send(['a']);
    await new Promise((resolve) => setImmediate(resolve));

    const closed = mappings.close();
    end();
    await closed;
    await send(['b']);

    expect([invocations.length, await left()]).toEqual([1, 1]);
  });

  test('does not hand over more than six megabytes at once', async () => {
    const { world, map, act, bodies, QueueUrl } = await givenQueueMapping(() => undefined);
    for (let index = 0; index < 8; index++) await act('SendMessage', { QueueUrl, MessageBody: `${index}`.repeat(1024 * 1024) });
    map();
    await world.activity.idle();

    expect(bodies().map((batch) => batch.map((body) => body[0]))).toEqual([['0', '1', '2', '3', '4'], ['5', '6', '7']]);
  });
});
