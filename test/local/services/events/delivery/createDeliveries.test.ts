import { describe, expect, test } from 'vitest';
import { turn } from '../../../../../local/platform/Activity.ts';
import { AwsError } from '../../../../../local/platform/AwsError.ts';
import { createBench, customArn, START } from '../createBench.ts';

const refuse =
  (code: string, status = 400) =>
  async () => {
    throw new AwsError(code, 'no', { status });
  };

const failures = (bench: ReturnType<typeof createBench>) =>
  bench.records.filter(({ kind }) => kind === 'failure');

describe('a queue', () => {
  test('is given the input as JSON text, with the trace', async () => {
    const bench = createBench();
    const queue = await bench.queue('q');
    await bench.rule({ source: ['shop'] }, { Arn: queue.arn, InputPath: '$.detail' });
    await bench.put({});
    await bench.world.activity.idle();
    expect(await queue.messages()).toMatchObject([
      {
        Body: '{"n":1}',
        Attributes: { AWSTraceHeader: expect.stringContaining('1-697dee40-0123456789abcdef01234567') },
      },
    ]);
  });

  test('that does not exist is reported at once, and not tried again', async () => {
    const bench = createBench();
    await bench.rule({ source: ['shop'] }, { Arn: 'arn:aws:sqs:us-east-1:000000000000:gone' });
    await bench.put({});
    await bench.world.clock.advance(24 * 3_600_000);
    expect(failures(bench)).toMatchObject([
      { code: 'NO_RESOURCE', message: expect.stringContaining('dropped') },
    ]);
  });
});

test('events reach one target in the order they came', async () => {
  const bench = createBench(async ({ input }) => {
    // The first takes longest.
    for (let turns = 10 - (input as any).detail.n; turns > 0; turns--) await Promise.resolve();
  });
  await bench.rule({ source: ['shop'] });
  for (let n = 0; n < 10; n++) await bench.put({ Detail: JSON.stringify({ n }) });
  await bench.world.activity.idle();
  expect(bench.delivered.map(({ input }) => (input as any).detail.n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

describe('while events are delivered to one target', () => {
  const givenEvents = async (count: number) => {
    const bench = createBench();
    await bench.rule({ source: ['shop'] });
    for (let n = 0; n < count; n += 10)
      await bench.put(...Array.from({ length: Math.min(10, count - n) }, () => ({})));
    const afterEachTurn: number[] = [];
    while (bench.delivered.length < count) {
      await turn();
      afterEachTurn.push(bench.delivered.length);
    }
    return afterEachTurn;
  };

  test('other work goes on after each', async () => {
    expect(await givenEvents(5)).toEqual([1, 2, 3, 4, 5]);
  });

  test('the more of them wait, the more are delivered between', async () => {
    const [first, second, ...others] = await givenEvents(500);
    expect([first, second]).toEqual([50, 95]);
    expect(others.length).toBeLessThan(50);
  });
});

describe('a failing delivery', () => {
  test('is tried again with growing delays until it succeeds', async () => {
    let left = 3;
    const times: number[] = [];
    const bench = createBench(async () => {
      times.push(bench.world.clock.now() - START);
      if (left-- > 0) throw new AwsError('InternalException', 'no', { status: 500 });
    });
    await bench.rule({ source: ['shop'] });
    await bench.put({});
    await bench.world.clock.advance(60_000);
    expect(times).toHaveLength(4);
    const delays = times.slice(1).map((time, at) => time - times[at]!);
    for (const [at, delay] of delays.entries()) {
      expect(delay).toBeGreaterThanOrEqual(500 * 2 ** at);
      expect(delay).toBeLessThanOrEqual(1000 * 2 ** at);
    }
    expect(failures(bench)).toHaveLength(3);
  });

  test('goes to the dead letter queue with its reason after the last attempt', async () => {
    const bench = createBench(refuse('ThrottlingException'));
    const dead = await bench.queue('dead');
    await bench.rule(
      { source: ['shop'] },
      { RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: dead.arn } },
    );
    await bench.put({});
    await bench.world.clock.advance(60_000);
    expect(bench.delivered).toHaveLength(3);
    const [message] = await dead.messages();
    expect(JSON.parse(message.Body)).toMatchObject({ source: 'shop', detail: { n: 1 } });
    expect(message.MessageAttributes).toMatchObject({
      RULE_ARN: { StringValue: 'arn:aws:events:us-east-1:000000000000:rule/rule' },
      TARGET_ARN: { StringValue: customArn('one') },
      ERROR_CODE: { StringValue: 'THROTTLING' },
      ERROR_MESSAGE: { StringValue: 'no' },
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
      RETRY_ATTEMPTS: { StringValue: '2' },
    });
  });

  test('ends when the event is too old', async () => {
    const bench = createBench(refuse('InternalException', 500));
    const dead = await bench.queue('dead');
    await bench.rule(
      { source: ['shop'] },
      { RetryPolicy: { MaximumEventAgeInSeconds: 60 }, DeadLetterConfig: { Arn: dead.arn } },
    );
    await bench.put({});
    await bench.world.clock.advance(60_000);
    const [message] = await dead.messages();
    expect(message.MessageAttributes.EXHAUSTED_RETRY_CONDITION.StringValue).toBe('MaximumEventAgeInSeconds');
  });

  test.each([
    ['AccessDeniedException', 'NO_PERMISSIONS'],
    ['ResourceNotFoundException', 'NO_RESOURCE'],
    ['ValidationException', 'INVALID_PARAMETER'],
  ])('for %s is a dead letter at once', async (code, reason) => {
    const bench = createBench(refuse(code));
    const dead = await bench.queue('dead');
    await bench.rule({ source: ['shop'] }, { DeadLetterConfig: { Arn: dead.arn } });
    await bench.put({});
    await bench.world.activity.idle();
    const [message] = await dead.messages();
    expect(message.MessageAttributes.ERROR_CODE.StringValue).toBe(reason);
    expect(message.MessageAttributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
    expect(bench.delivered).toHaveLength(1);
  });

  test('whose dead letter queue does not exist is reported on the feed', async () => {
    const bench = createBench(refuse('AccessDeniedException'));
    await bench.rule(
      { source: ['shop'] },
      { DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:gone' } },
    );
    await bench.put({});
    await bench.world.activity.idle();
    expect(failures(bench)).toMatchObject([
      { source: 'rule rule', message: expect.stringContaining('gone does not exist') },
    ]);
  });

  test('does not hold up the next event', async () => {
    const bench = createBench(async ({ input }) => {
      if ((input as any).detail.n === 1) throw new AwsError('InternalException', 'no', { status: 500 });
    });
    await bench.rule({ source: ['shop'] });
    await bench.put({}, { Detail: '{"n":2}' });
    await bench.world.activity.idle();
    expect(bench.delivered.map(({ input }) => (input as any).detail.n)).toEqual([1, 2]);
  });
});

test('a target’s warning is on the feed, and the event counts as delivered', async () => {
  const bench = createBench(async () => ({ code: 'Odd', message: 'took it, but' }));
  await bench.rule({ source: ['shop'] });
  await bench.put({});
  await bench.world.clock.advance(60_000);
  expect(bench.delivered).toHaveLength(1);
  expect(failures(bench)).toMatchObject([
    { code: 'Odd', message: expect.stringContaining('took it, but (delivered nevertheless)') },
  ]);
});

test('a bus forwards events to another bus, which forwards them no further', async () => {
  const bench = createBench();
  for (const Name of ['b', 'c']) await bench.act('CreateEventBus', { Name });
  const pattern = { EventPattern: '{"source":["shop"]}' };
  const hop = async (EventBusName: string, to: string) => {
    await bench.act('PutRule', { Name: 'hop', EventBusName, ...pattern });
    await bench.act('PutTargets', {
      Rule: 'hop',
      EventBusName,
      Targets: [{ Id: 'to', Arn: `arn:aws:events:us-east-1:000000000000:event-bus/${to}` }],
    });
  };
  await hop('default', 'b');
  await hop('b', 'c');
  await bench.put({});
  await bench.world.activity.idle();
  expect(bench.records.map((record) => ('bus' in record ? record.bus : record.kind))).toEqual([
    'default',
    'b',
    'failure',
  ]);
});

test('nothing is delivered after closing', async () => {
  const bench = createBench(refuse('InternalException', 500));
  await bench.rule({ source: ['shop'] });
  await bench.put({});
  await bench.events.close();
  await bench.world.clock.advance(3_600_000);
  expect(bench.delivered).toHaveLength(1);
});
