import { expect, test } from 'vitest';
import { createBench, customArn } from '../createBench.ts';

test.each([1e308, -1, 8.64e15, '99999-01-01T00:00:00Z', 'yesterday', {}])(
  '%j is no time of an event',
  async (Time) => {
    const bench = createBench();

    await expect(bench.put({ Time })).rejects.toMatchObject({
      code: expect.stringMatching(/^(Validation|Serialization)Exception$/),
    });
  },
);

test.each(['__proto__', 'toString', 'constructor'])(
  'a rule does not deliver to the service %s',
  async (service) => {
    const bench = createBench();

    await expect(
      bench.rule({ source: ['shop'] }, { Arn: `arn:aws:${service}:us-east-1:0:x` }),
    ).rejects.toMatchObject({
      code: 'ValidationException',
    });
  },
);

test.each(['toString', 'constructor'])(
  '<%s> is a placeholder only where a path has that name',
  async (name) => {
    const bench = createBench();
    const transformer = (paths: string) => ({
      InputTransformer: { InputPathsMap: JSON.parse(paths) as object, InputTemplate: `{"value":<${name}>}` },
    });

    await expect(bench.rule({ source: ['shop'] }, transformer('{}'))).rejects.toMatchObject({
      message: `InputTemplate for target one contains invalid placeholder ${name}.`,
    });

    await bench.rule(
      { source: ['shop'] },
      { Arn: customArn('one'), ...transformer(`{"${name}":"$.detail.n"}`) },
    );
    await bench.put({});
    await bench.world.activity.idle();
    expect(bench.delivered).toMatchObject([{ input: { value: 1 } }]);
  },
);

test.each(['{}', '[]', 'null', '{"Statement":[null]}', '{"Statement":[{"Sid":1}]}', '{"Statement":'])(
  'the policy %s is refused, and the bus keeps its own',
  async (Policy) => {
    const bench = createBench();
    await bench.act('PutPermission', { StatementId: 'mine', Principal: '*', Action: 'events:PutEvents' });

    await expect(bench.act('PutPermission', { Policy })).rejects.toMatchObject({
      code: 'ValidationException',
    });

    expect((await bench.act('DescribeEventBus')).Policy).toContain('mine');
  },
);

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

test('an event’s detail is nested a thousand levels at most: what is deeper could not be written again', async () => {
  const bench = createBench();
  await bench.rule({ source: ['shop'] });

  const { Entries } = await bench.put(
    { Detail: nested(1000) },
    { Detail: nested(1001) },
    { Detail: nested(100_000) },
  );
  await bench.world.activity.idle();

  expect(Entries).toMatchObject([
    { EventId: expect.any(String) },
    { ErrorCode: 'MalformedDetail' },
    { ErrorCode: 'MalformedDetail' },
  ]);
  expect(bench.delivered).toHaveLength(1);
  await expect(
    bench.act('TestEventPattern', { EventPattern: '{"a":[1]}', Event: nested(100_000) }),
  ).rejects.toMatchObject({ code: 'ValidationException' });
});

test.each([
  '{"numeric":[{"toString":1}]}',
  '{"numeric":[">",1,{"toString":1},2]}',
  '{"numeric":[">",{"toString":1}]}',
  '{"cidr":{"toString":1}}',
  '{"exists":{"toString":1}}',
  '{"anything-but":{"toString":1}}',
  '{"__proto__":1}',
  '{"toString":1}',
])('the operator %s is refused', async (operator) => {
  const bench = createBench();

  await expect(
    bench.act('TestEventPattern', {
      EventPattern: `{"detail":{"n":[${operator}]}}`,
      Event: '{"detail":{"n":1}}',
    }),
  ).rejects.toMatchObject({ code: 'InvalidEventPatternException' });
});
