import { describe, expect, test } from 'vitest';
import { turn } from '../../../../local/platform/Activity.ts';
import { functionArn, type Invocation, throttle } from './givenFunction.ts';
import { givenStreamMapping, idsOf, streamArn } from './givenStreamMapping.ts';

const failWith =
  (...bad: string[]) =>
  (invocation: Invocation) => {
    if (idsOf(invocation).some((id) => bad.includes(id))) throw new Error('no');
  };
const reportFirst =
  (...bad: string[]) =>
  ({ records }: Invocation) => ({
    batchItemFailures: records
      .filter(({ dynamodb }) => bad.includes(dynamodb.Keys.id.S))
      .map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })),
  });

describe('a stream’s records', () => {
  test('reach the function in order, in batches, each once', async () => {
    const { world, append, map, ids, invocations } = givenStreamMapping(() => undefined);
    append('a', 'b', 'c');
    map({ batchSize: 2 });
    await world.activity.idle();
    append('d');
    await world.activity.idle();

    expect(ids()).toEqual([['a', 'b'], ['c'], ['d']]);
    expect(invocations[0]!.records[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: streamArn,
    });
    expect(invocations[0]!.traceId).toBe(`1-00000000-${'1'.padStart(24, '0')}`);
  });

  test('that are written within a few turns of the event loop are delivered together', async () => {
    const { world, append, map, ids } = givenStreamMapping(() => undefined);
    map();
    for (const id of ['a', 'b', 'c', 'd']) {
      append(id);
      await turn();
    }
    expect(ids()).toEqual([]);
    await world.activity.idle();

    expect(ids()).toEqual([['a', 'b', 'c', 'd']]);
  });

  test('from before the mapping are not read when it starts at LATEST', async () => {
    const { world, append, map, ids } = givenStreamMapping(() => undefined);
    append('old');
    map({ startingPosition: 'LATEST' });
    append('new');
    await world.activity.idle();

    expect(ids()).toEqual([['new']]);
  });

  test('that pass no filter are skipped', async () => {
    const { world, append, map, ids } = givenStreamMapping(() => undefined);
    map({ filters: ['{"dynamodb":{"Keys":{"id":{"S":["b"]}}}}'] });
    append('a', 'b', 'c');
    await world.activity.idle();

    expect(ids()).toEqual([['b']]);
  });

  test('are held back by a batching window until it is over or the batch is full', async () => {
    const { world, append, map, ids } = givenStreamMapping(() => undefined);
    map({ batchSize: 3, maximumBatchingWindowMs: 5000 });
    append('a');
    await world.clock.advance(4999);
    expect(ids()).toEqual([]);

    await world.clock.advance(1);
    append('b', 'c', 'd');
    await world.activity.idle();
    expect(ids()).toEqual([['a'], ['b', 'c', 'd']]);
  });
});

describe('a failed batch', () => {
  test('is tried again with growing delays, and blocks the records behind it', async () => {
    let failures = 2;
    const { world, append, map, ids, invocations } = givenStreamMapping(() => {
      if (failures-- > 0) throw new Error('no');
    });
    map({ batchSize: 1 });
    append('a', 'b');
    await world.clock.advance(10_000);

    const start = invocations[0]!.at;
    expect(ids()).toEqual([['a'], ['a'], ['a'], ['b']]);
    expect(invocations.map(({ at }) => at - start)).toEqual([0, 1000, 3000, 3000]);
  });

  test('is discarded after maximumRetryAttempts, reported to the destination, and does not block the next', async () => {
    const { world, append, map, ids, givenQueue, receive, onFailureArn, feedRecords } = givenStreamMapping(
      failWith('a'),
    );
    const failures = await givenQueue('failures');
    map({ batchSize: 2, maximumRetryAttempts: 2, onFailureArn });
    append('a', 'b', 'c');
    await world.clock.advance(10_000);

    expect(ids()).toEqual([['a', 'b'], ['a', 'b'], ['a', 'b'], ['c']]);
    const [{ Body }] = await receive(failures);
    expect(JSON.parse(Body)).toMatchObject({
      requestContext: {
        requestId: 'request-3',
        functionArn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 3,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      DDBStreamBatchInfo: { startSequenceNumber: '1', endSequenceNumber: '2', batchSize: 2, streamArn },
    });
    expect(feedRecords).toContainEqual(
      expect.objectContaining({ kind: 'failure', code: 'RetryAttemptsExhausted' }),
    );
  });

  test('whose destination does not exist is discarded too, and the feed says so', async () => {
    const { world, append, map, ids, onFailureArn, feedRecords } = givenStreamMapping(failWith('a'));
    map({ batchSize: 1, maximumRetryAttempts: 0, onFailureArn });
    append('a', 'b');
    await world.clock.advance(1000);

    expect(ids()).toEqual([['a'], ['b']]);
    expect(feedRecords).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining(`there is no ${onFailureArn}`) }),
    );
  });

  test('is halved until the bad record is alone, which uses up no retry', async () => {
    const { world, append, map, ids } = givenStreamMapping(failWith('c'));
    map({ bisectBatchOnFunctionError: true, maximumRetryAttempts: 1 });
    append('a', 'b', 'c', 'd');
    await world.clock.advance(10_000);

    expect(ids()).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['c'], ['d']]);
  });

  test('is tried again from the lowest sequence number that failed', async () => {
    const failing = new Set(['b', 'd']);
    const { world, append, map, ids } = givenStreamMapping((invocation) => {
      const answer = reportFirst(...failing)(invocation);
      failing.clear();
      return answer;
    });
    map({ reportBatchItemFailures: true });
    append('a', 'b', 'c', 'd');
    await world.clock.advance(10_000);

    expect(ids()).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c', 'd'],
    ]);
  });

  test('is split at the reported record when it is also bisected', async () => {
    const { world, append, map, ids } = givenStreamMapping(reportFirst('c'));
    map({ reportBatchItemFailures: true, bisectBatchOnFunctionError: true, maximumRetryAttempts: 0 });
    append('a', 'b', 'c', 'd');
    await world.clock.advance(10_000);

    expect(ids()).toEqual([['a', 'b', 'c', 'd'], ['c', 'd'], ['c'], ['d']]);
  });

  test('fails whole when its answer names no record of it', async () => {
    const { world, append, map, ids } = givenStreamMapping(() => ({
      batchItemFailures: [{ itemIdentifier: '99' }],
    }));
    map({ reportBatchItemFailures: true, maximumRetryAttempts: 1 });
    append('a', 'b');
    await world.clock.advance(10_000);

    expect(ids()).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  test('is discarded when its records are too old', async () => {
    const { world, append, map, ids, feedRecords } = givenStreamMapping(failWith('a'));
    map({ batchSize: 1, maximumRecordAgeSeconds: 60 });
    append('a');
    await world.clock.advance(30_000);
    append('b');
    await world.clock.advance(90_000);

    expect(ids().at(-1)).toEqual(['b']);
    expect(feedRecords).toContainEqual(expect.objectContaining({ code: 'RecordAgeExceeded' }));
  });

  test('of a throttled function is tried until the function runs, whatever maximumRetryAttempts says', async () => {
    let refusals = 3;
    const { world, append, map, invocations, ids } = givenStreamMapping(() =>
      refusals-- > 0 ? throttle() : undefined,
    );
    map({ maximumRetryAttempts: 0 });
    append('a');
    await world.clock.advance(60_000);

    expect(ids()).toEqual([['a'], ['a'], ['a'], ['a']]);
    expect(invocations.at(-1)!.at - invocations[0]!.at).toBe(7000);
  });

  test('lets the cloud come to rest while it waits, and is not tried after closing', async () => {
    const { world, append, map, mappings, invocations } = givenStreamMapping(failWith('a'));
    map();
    append('a');
    await world.activity.idle();

    await mappings.close();
    append('b');
    await world.clock.advance(60_000);
    expect(invocations).toHaveLength(1);
  });
});

test('a stream’s mapping without a starting position is refused', () => {
  const { world, map } = givenStreamMapping(() => undefined);

  expect(() => map({ startingPosition: undefined as never })).toThrow('needs a StartingPosition');
  world.clock.stop();
});
