import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ResourceType } from '../../../local/resources/common/ResourceType.ts';
import { resourceTypes } from '../../../local/resources/resourceTypes.ts';
import { BUS, createBench, queueArn, type Bench } from '../services/pipes/createBench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await createBench();
});
afterEach(() => bench.close());

const typeOf = (name: string): ResourceType => resourceTypes[`AWS::${name}`]!;

const create = async (name: string, properties: object) =>
  typeOf(name).create(typeOf(name).properties.parse(properties), {
    world: bench.world,
    services: bench as never,
    stackName: 'stack',
    logicalId: 'Logical',
    physicalName: (maxLength = 64) => 'stack-Logical-ABC'.slice(0, maxLength),
  });

const put = (EventBusName: string) =>
  bench.events.actions['PutEvents']!(
    { Entries: [{ Source: 'shop', DetailType: 'sold', Detail: '{"n":1}', EventBusName }] },
    { traceId: '1-697dee40-0123456789abcdef01234567', principal: { arn: 'a', accessKeyId: '' } },
  );

test('a bus, its archive and its rule deliver an event together', async () => {
  const bus = await create('Events::EventBus', { Name: 'mine', Tags: [] });
  const archive = await create('Events::Archive', {
    SourceArn: bus.attributes!['Arn'],
    EventPattern: { source: ['shop'] },
    RetentionDays: '30',
  });
  const rule = await create('Events::Rule', {
    EventBusName: bus.ref,
    EventPattern: { source: ['shop'] },
    State: 'ENABLED',
    Targets: [
      {
        Id: 'Target0',
        Arn: queueArn('seen'),
        InputPath: '$.detail',
        RetryPolicy: { MaximumRetryAttempts: '3' },
      },
    ],
  });
  await put('mine');
  expect(await bench.bodies('seen')).toEqual([{ n: 1 }]);
  expect(bus).toEqual({ ref: 'mine', attributes: { Name: 'mine', Arn: BUS.replace('default', 'mine') } });
  expect(archive.ref).toBe('stack-Logical-ABC');
  expect(rule).toEqual({
    ref: 'mine|stack-Logical-ABC',
    attributes: { Arn: 'arn:aws:events:us-east-1:000000000000:rule/mine/stack-Logical-ABC' },
  });
});

test('a rule of the default bus is referred to by its name', async () => {
  expect((await create('Events::Rule', { ScheduleExpression: 'rate(1 day)' })).ref).toBe('stack-Logical-ABC');
});

test('a bus policy is kept', async () => {
  const Statement = { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents' };
  expect((await create('Events::EventBusPolicy', { StatementId: 's', Statement })).ref).toBe('s');
});

test('a pipe runs with the settings of its template', async () => {
  await bench.addQueue('source');
  const pipe = await create('Pipes::Pipe', {
    RoleArn: 'arn:aws:iam::000000000000:role/pipe',
    Source: queueArn('source'),
    SourceParameters: { SqsQueueParameters: { BatchSize: '5' } },
    Target: queueArn('seen'),
    TargetParameters: { InputTemplate: '{"said": <$.body>}' },
  });
  await bench.send('source', 1, '"hello"');
  expect(await bench.bodies('seen')).toEqual([{ said: 'hello' }]);
  expect(pipe).toMatchObject({
    ref: 'stack-Logical-ABC',
    attributes: {
      Arn: 'arn:aws:pipes:us-east-1:000000000000:pipe/stack-Logical-ABC',
      CurrentState: 'RUNNING',
    },
  });
});

test.each<[string, object, string]>([
  ['Logs::ResourcePolicy', { PolicyName: 'p', PolicyDocument: '{}' }, 'p'],
  ['CDK::Metadata', { Analytics: 'x' }, 'Logical'],
])('%s is accepted without effect', async (name, properties, ref) => {
  expect((await create(name, properties)).ref).toBe(ref);
});

describe('an unsupported property', () => {
  test.each<[string, object]>([
    ['Events::EventBus', { Name: 'b', EventSourceName: 'partner' }],
    ['Events::EventBusPolicy', { StatementId: 's', Effect: 'Allow' }],
    ['Events::Archive', { SourceArn: BUS, Retention: 1 }],
    ['Events::Rule', { Targets: [{ Id: 't', Arn: queueArn('seen'), EcsParameters: {} }] }],
    ['Pipes::Pipe', { RoleArn: 'r', Source: queueArn('seen'), Target: BUS, Enrichment: 'arn:aws:lambda:x' }],
    ['Logs::LogGroup', { Colour: 1 }],
    ['Logs::ResourcePolicy', { PolicyName: 'p', Colour: 1 }],
    ['CloudWatch::Alarm', { EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold', Colour: 1 }],
    ['CloudWatch::Dashboard', { DashboardBody: '{}', Colour: 1 }],
    ['CDK::Metadata', { Colour: 1 }],
  ])('is refused by name in %s', (name, properties) => {
    const { error } = typeOf(name).properties.safeParse(properties);
    expect(error?.issues[0]!.message).toMatch(
      /Unrecognized key: "(EventSourceName|Effect|Retention|EcsParameters|Enrichment|Colour)"/,
    );
  });
});
