import { expect, test } from 'vitest';
import { createBench, customArn } from '../createBench.ts';

const PATTERN = '{"source":["shop"]}';

test('a rule is described, listed and deleted', async () => {
  const { act } = createBench();
  await act('CreateEventBus', { Name: 'mine', Description: 'ours' });
  const answer = await act('PutRule', {
    Name: 'r',
    EventBusName: 'mine',
    EventPattern: PATTERN,
    Description: 'd',
  });
  expect(answer).toEqual({ RuleArn: 'arn:aws:events:us-east-1:000000000000:rule/mine/r' });
  expect(await act('DescribeRule', { Name: 'r', EventBusName: 'mine' })).toEqual({
    Name: 'r',
    Arn: answer.RuleArn,
    EventBusName: 'mine',
    EventPattern: PATTERN,
    State: 'ENABLED',
    Description: 'd',
    CreatedBy: '000000000000',
  });
  await act('PutTargets', { Rule: 'r', EventBusName: 'mine', Targets: [{ Id: 't', Arn: customArn('t') }] });
  await expect(act('DeleteRule', { Name: 'r', EventBusName: 'mine' })).rejects.toThrow(
    'since it has targets',
  );
  await expect(act('DeleteEventBus', { Name: 'mine' })).rejects.toThrow('since it has rules');
  expect(await act('ListTargetsByRule', { Rule: 'r', EventBusName: 'mine' })).toEqual({
    Targets: [{ Id: 't', Arn: customArn('t') }],
  });
  expect(await act('RemoveTargets', { Rule: 'r', EventBusName: 'mine', Ids: ['t', 'u'] })).toMatchObject({
    FailedEntryCount: 1,
    FailedEntries: [{ TargetId: 'u', ErrorCode: 'ResourceNotFoundException' }],
  });
  await act('DeleteRule', { Name: 'r', EventBusName: 'mine' });
  expect(await act('ListRules', { EventBusName: 'mine' })).toEqual({ Rules: [] });
  await act('DeleteEventBus', { Name: 'mine' });
  expect((await act('ListEventBuses')).EventBuses).toMatchObject([{ Name: 'default' }]);
});

test('a disabled rule matches nothing until it is enabled', async () => {
  const bench = createBench();
  await bench.rule({ source: ['shop'] });
  await bench.act('DisableRule', { Name: 'rule' });
  await bench.put({});
  await bench.act('EnableRule', { Name: 'rule' });
  await bench.put({});
  await bench.world.activity.idle();
  expect(bench.delivered).toHaveLength(1);
});

test('putting a rule again keeps its targets', async () => {
  const bench = createBench();
  await bench.rule({ source: ['shop'] });
  await bench.act('PutRule', { Name: 'rule', EventPattern: '{"source":["other"]}' });
  expect((await bench.act('ListTargetsByRule', { Rule: 'rule' })).Targets).toHaveLength(1);
});

test.each<[string, string, object, string, string]>([
  [
    'an unknown rule',
    'DescribeRule',
    { Name: 'x' },
    'ResourceNotFoundException',
    'Rule x does not exist on EventBus default.',
  ],
  [
    'an unknown bus',
    'DescribeEventBus',
    { Name: 'x' },
    'ResourceNotFoundException',
    'Event bus x does not exist.',
  ],
  [
    'a bus twice',
    'CreateEventBus',
    { Name: 'default' },
    'ResourceAlreadyExistsException',
    'Event bus default already exists.',
  ],
  [
    'the default bus’s end',
    'DeleteEventBus',
    { Name: 'default' },
    'ValidationException',
    'Cannot delete event bus default.',
  ],
  [
    'a rule without a cause',
    'PutRule',
    { Name: 'x' },
    'ValidationException',
    'EventPattern or ScheduleExpression must be specified',
  ],
  [
    'a malformed pattern',
    'PutRule',
    { Name: 'x', EventPattern: '{}' },
    'InvalidEventPatternException',
    'Empty objects are not allowed',
  ],
  ['a malformed name', 'PutRule', { Name: 'a b', EventPattern: PATTERN }, 'ValidationException', "at 'name'"],
  [
    'a missing name',
    'PutRule',
    {},
    'ValidationException',
    "Value null at 'name' failed to satisfy constraint: Member must not be null",
  ],
  [
    'an unknown member',
    'PutRule',
    { Name: 'x', EventPattern: PATTERN, Colour: 1 },
    'ValidationException',
    'Colour',
  ],
  [
    'an unknown archive',
    'DescribeArchive',
    { ArchiveName: 'x' },
    'ResourceNotFoundException',
    'Archive x does not exist.',
  ],
  [
    'an unknown replay',
    'DescribeReplay',
    { ReplayName: 'x' },
    'ResourceNotFoundException',
    'Replay x does not exist.',
  ],
])('%s is refused', async (_what, action, input, code, message) => {
  await expect(createBench().act(action, input)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message),
  });
});

test('a rule has at most five targets', async () => {
  const bench = createBench();
  await bench.rule({ source: ['shop'] });
  const Targets = ['a', 'b', 'c', 'd', 'e'].map((Id) => ({ Id, Arn: customArn(Id) }));
  await expect(bench.act('PutTargets', { Rule: 'rule', Targets })).rejects.toThrow('maximum number allowed');
});

test('TestEventPattern says whether a pattern matches', async () => {
  const { act } = createBench();
  expect(await act('TestEventPattern', { EventPattern: PATTERN, Event: '{"source":"shop"}' })).toEqual({
    Result: true,
  });
  expect(await act('TestEventPattern', { EventPattern: PATTERN, Event: '{"source":"x"}' })).toEqual({
    Result: false,
  });
  await expect(act('TestEventPattern', { EventPattern: PATTERN, Event: '{' })).rejects.toThrow(
    'not valid JSON',
  );
});

test('a bus returns its policy', async () => {
  const { act } = createBench();
  await act('PutPermission', { StatementId: 's', Action: 'events:PutEvents', Principal: '111111111111' });
  expect(JSON.parse((await act('DescribeEventBus')).Policy).Statement).toMatchObject([
    { Sid: 's', Principal: { AWS: 'arn:aws:iam::111111111111:root' } },
  ]);
});
