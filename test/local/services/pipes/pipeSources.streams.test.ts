import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, BUS, createBench, FUNCTION, queueArn, START, traceOf } from './createBench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await createBench();
});
afterEach(() => bench.close());

const TO_BUS = {
  InputTemplate:
    '{"id": <$.dynamodb.NewImage.id.S>, "text": "it is <$.dynamodb.NewImage.id.S>", "data": <$.dynamodb.NewImage.data.M>}',
  EventBridgeEventBusParameters: {
    Source: 'things',
    DetailType: '$.dynamodb.NewImage.kind.S',
    Resources: ['$.eventSourceARN', 'fixed'],
  },
};
const kind = (name: string, data: object = {}) => ({ kind: { S: name }, data: { M: data } });

describe('to a bus', () => {
  test('each record becomes an event through the template, in order, with a trace of its own that is not its write’s', async () => {
    bench.streamPipe(BUS, {}, TO_BUS);
    for (let n = 1; n <= 3; n++) await bench.write(n, kind(`made${n}`, { a: { N: `${n}` } }));
    const messages = await bench.received('seen');
    expect(messages.map(({ Body }) => JSON.parse(Body))).toMatchObject(
      [1, 2, 3].map((n) => ({
        source: 'things',
        'detail-type': `made${n}`,
        resources: [expect.stringContaining('stream'), 'fixed'],
        detail: { id: `t${n}`, text: `it is t${n}`, data: { a: { N: `${n}` } } },
      })),
    );
    const traces = messages.map(({ Attributes }) => Attributes.AWSTraceHeader);
    expect(new Set(traces).size).toBe(3);
    expect(traces.join()).not.toMatch(new RegExp([1, 2, 3].map(traceOf).join('|')));
  });

  test('a whole image can be the data of an event of a fixed type', async () => {
    bench.streamPipe(
      BUS,
      {},
      {
        InputTemplate: '{"changed": true, "data": <$.dynamodb.NewImage>}',
        EventBridgeEventBusParameters: { Source: 'things.stock', DetailType: 'STOCK_LEVEL' },
      },
      [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { id: { S: ['t1'] } } } }],
    );
    await bench.write(1, { units: { N: '5' } });
    await bench.write(2, { units: { N: '6' } });
    await bench.write(1, { units: { N: '7' } });
    const eventOf = (units: string) => ({
      source: 'things.stock',
      'detail-type': 'STOCK_LEVEL',
      detail: { changed: true, data: { id: { S: 't1' }, units: { N: units } } },
    });
    expect(await bench.bodies('seen')).toMatchObject([eventOf('5'), eventOf('7')]);
  });

  test('without a template the whole record is the detail', async () => {
    bench.streamPipe(BUS);
    await bench.write(1);
    expect(await bench.bodies('seen')).toMatchObject([
      {
        source: 'Pipe p',
        'detail-type': 'Event from aws:dynamodb',
        detail: { eventName: 'INSERT', dynamodb: { NewImage: { id: { S: 't1' } } } },
      },
    ]);
  });

  test('records that match no filter are skipped', async () => {
    bench.streamPipe(BUS, {}, {}, [
      { dynamodb: { NewImage: { kind: { S: ['b'] } } } },
      { eventName: ['REMOVE'] },
    ]);
    await bench.write(1, kind('a'));
    await bench.write(2, kind('b'));
    expect((await bench.bodies('seen')).map(({ detail }) => detail.dynamodb.Keys.id.S)).toEqual(['t2']);
  });

  test('earlier records are read from TRIM_HORIZON, and not from LATEST', async () => {
    await bench.write(1);
    bench.streamPipe(BUS, { StartingPosition: 'LATEST' });
    bench.streamPipe(queueArn('seen'), { StartingPosition: 'TRIM_HORIZON' });
    expect((await bench.bodies('seen')).map((body) => body.eventName)).toEqual(['INSERT']);
  });

  test('a batching window collects records until its time is over', async () => {
    bench.addFunction('console.log(event.length)');
    bench.streamPipe(FUNCTION, { MaximumBatchingWindowInSeconds: 5 });
    await bench.write(1);
    await bench.world.clock.advance(4000);
    await bench.write(2);
    await bench.world.activity.idle();
    const invocations = () => bench.records.filter((record) => record.kind === 'invocation');
    expect(invocations()).toHaveLength(0);
    await bench.world.clock.advance(1000);
    expect(invocations()).toHaveLength(1);
  });
});

describe('a record the target refuses', () => {
  test('is retried with growing delays and then discarded; the ones behind it wait', async () => {
    await bench.addQueue('dead');
    bench.streamPipe(
      BUS,
      { BatchSize: 1, MaximumRetryAttempts: 2, DeadLetterConfig: { Arn: queueArn('dead') } },
      TO_BUS,
    );
    await bench.write(1, { data: { M: {} } });
    await bench.write(2, kind('made'));
    expect(await bench.bodies('seen')).toEqual([]);
    await bench.world.clock.advance(3000);
    expect(await bench.bodies('seen')).toMatchObject([{ detail: { id: 't2' } }]);
    expect(await bench.bodies('dead')).toMatchObject([
      {
        context: {
          partnerResourceArn: 'arn:aws:pipes:us-east-1:000000000000:pipe/p',
          condition: 'RetryAttemptsExhausted',
        },
        version: '1.0',
        timestamp: new Date(START + 3000).toISOString(),
        DDBStreamBatchInfo: {
          batchSize: 1,
          startSequenceNumber: expect.stringMatching(/^\d+$/),
          // Whoever looks for the record has to find it by this.
          shardId: bench.shardId(),
        },
      },
    ]);
    const failures = bench.failures();
    expect(failures.map(({ code }) => code)).toEqual([
      'ValidationException',
      'ValidationException',
      'ValidationException',
      'RetryAttemptsExhausted',
    ]);
    // One delivery is one trace, however often it is tried.
    expect(new Set(failures.map(({ traceId }) => traceId)).size).toBe(1);
  });

  test('does not keep the rest of its batch from the bus', async () => {
    bench.streamPipe(BUS, { MaximumRetryAttempts: 0 }, TO_BUS);
    await bench.write(1, kind('a'));
    await bench.write(2);
    await bench.write(3, kind('c'));
    expect((await bench.bodies('seen')).map(({ detail }) => detail.id)).toEqual(['t1', 't3']);
    expect(bench.failures().at(-1)).toMatchObject({
      code: 'RetryAttemptsExhausted',
      message: expect.stringContaining('Gave up 1 record'),
    });
  });

  test('is discarded when it is too old', async () => {
    await bench.addQueue('dead');
    bench.streamPipe(
      BUS,
      { MaximumRecordAgeInSeconds: 60, DeadLetterConfig: { Arn: queueArn('dead') } },
      TO_BUS,
    );
    await bench.write(1);
    await bench.world.clock.advance(2 * 60_000);
    expect(await bench.bodies('dead')).toMatchObject([
      { context: { condition: 'MaximumRecordAgeExceeded' } },
    ]);
  });

  test('is only on the feed where its dead letter queue does not exist', async () => {
    bench.streamPipe(BUS, { MaximumRetryAttempts: 0, DeadLetterConfig: { Arn: queueArn('gone') } }, TO_BUS);
    await bench.write(1);
    await bench.world.activity.idle();
    expect(bench.failures().at(-1)!.message).toContain('not reported, because there is no');
  });

  test('whose detail would not be an object is refused', async () => {
    bench.streamPipe(BUS, { MaximumRetryAttempts: 0 }, { InputTemplate: '"just text"' });
    await bench.write(1);
    await bench.world.activity.idle();
    expect(bench.failures()[0]).toMatchObject({ code: 'MalformedDetail' });
  });
});

describe('to a function', () => {
  test('a batch is one invocation with an array', async () => {
    bench.addFunction('console.log(JSON.stringify(event.map(({ eventName }) => eventName)))');
    await bench.write(1);
    await bench.write(1, kind('again'));
    bench.streamPipe(FUNCTION);
    await bench.world.activity.idle();
    const lines = bench.records.flatMap((record) => (record.kind === 'log' ? [record.line] : []));
    expect(lines.join()).toContain('["INSERT","MODIFY"]');
  });

  test('a batch that fails whole is halved down to the record that fails', async () => {
    await bench.addQueue('dead');
    bench.addFunction(
      "if (event.some(({ dynamodb }) => dynamodb.Keys.id.S === 't3')) throw new Error('no');",
    );
    for (let n = 1; n <= 4; n++) await bench.write(n);
    bench.streamPipe(FUNCTION, {
      OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
      MaximumRetryAttempts: 0,
      DeadLetterConfig: { Arn: queueArn('dead') },
    });
    const dead = await bench.bodies('dead');
    expect(dead).toMatchObject([{ DDBStreamBatchInfo: { batchSize: 1 } }]);
    expect(bench.failures().at(-1)!.message).toContain('Gave up 1 record(s)');
  });

  test('only the items it names are tried again', async () => {
    bench.addFunction(
      'globalThis.calls = (globalThis.calls ?? 0) + 1; console.log(`call ${calls} of ${event.length}`); return { batchItemFailures: calls === 1 ? [{ itemIdentifier: event[1].eventID }] : [] };',
    );
    for (let n = 1; n <= 3; n++) await bench.write(n);
    bench.streamPipe(FUNCTION);
    await bench.world.activity.idle();
    const lines = bench.records.flatMap((record) =>
      record.kind === 'log' && record.line.includes('call ') ? [record.line] : [],
    );
    expect(lines.map((line) => /call \d of \d/.exec(line)?.[0])).toEqual(['call 1 of 3', 'call 2 of 1']);
  });
});

test('a stopped pipe reads nothing, and a closed one nothing more', async () => {
  const { pipe } = bench;
  await bench.addQueue('source');
  pipe(queueArn('source'), queueArn('seen'), {}, {}, false);
  await bench.send('source', 1, 'a');
  expect(await bench.received('seen')).toEqual([]);
  bench.streamPipe(BUS);
  await bench.pipes.close();
  await bench.write(1);
  expect(await bench.received('seen')).toEqual([]);
});
