import { VICTIM } from '../../target/knowledge.ts';
import { arn, type ProperInputs } from './ProperInputs.ts';

const queueArn = arn(`sqs:us-east-1:000000000000:${VICTIM}`);
const bus = { EventBusName: VICTIM };
const rule = { ...bus, Name: VICTIM };
const pattern = JSON.stringify({
  source: [{ prefix: 'a' }, { 'anything-but': ['b'] }],
  detail: {
    n: [{ numeric: ['>', 0, '<=', 5] }],
    w: [{ wildcard: '*a*b*' }],
    $or: [{ a: [1] }, { b: [{ exists: false }] }],
  },
});
const event = {
  id: 'a',
  source: 'a',
  'detail-type': 'a',
  account: '000000000000',
  time: '2026-01-01T00:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: { n: 1, w: 'ab' },
};

export const events: ProperInputs = {
  CreateArchive: () => ({
    ArchiveName: VICTIM,
    EventSourceArn: arn(`events:us-east-1:000000000000:event-bus/${VICTIM}`),
    EventPattern: pattern,
    RetentionDays: 1,
  }),
  CreateEventBus: () => ({ Name: VICTIM }),
  DeleteArchive: () => ({ ArchiveName: `${VICTIM}-none` }),
  DeleteEventBus: () => ({ Name: `${VICTIM}-none` }),
  DeleteRule: () => rule,
  DescribeArchive: () => ({ ArchiveName: VICTIM }),
  DescribeEventBus: () => ({ Name: VICTIM }),
  DescribeReplay: () => ({ ReplayName: VICTIM }),
  DescribeRule: () => rule,
  DisableRule: () => rule,
  EnableRule: () => rule,
  ListArchives: () => ({ NamePrefix: 'a', Limit: 5 }),
  ListEventBuses: () => ({ NamePrefix: 'a', Limit: 5 }),
  ListReplays: () => ({ NamePrefix: 'a', Limit: 5 }),
  ListRules: () => ({ ...bus, Limit: 5, NextToken: 'a' }),
  ListTargetsByRule: () => ({ ...bus, Rule: VICTIM, Limit: 5 }),
  PutEvents: () => ({
    Entries: [
      { EventBusName: VICTIM, Source: 'a', DetailType: 'a', Detail: '{"n":1}', Resources: ['a'], Time: 1 },
    ],
  }),
  PutPermission: () => ({ ...bus, StatementId: 'a', Principal: '000000000000', Action: 'events:PutEvents' }),
  PutRule: (_, chance) => ({
    ...rule,
    ...(chance.often(80)
      ? { EventPattern: pattern }
      : { EventBusName: 'default', ScheduleExpression: 'cron(0 0 1 1 ? 2199)' }),
    State: 'ENABLED',
  }),
  PutTargets: () => ({
    ...bus,
    Rule: VICTIM,
    Targets: [
      {
        Id: 'a',
        Arn: queueArn,
        InputTransformer: { InputPathsMap: { a: '$.detail.n' }, InputTemplate: '{"a": <a>}' },
      },
    ],
  }),
  RemovePermission: () => ({ ...bus, StatementId: 'a' }),
  RemoveTargets: () => ({ ...bus, Rule: VICTIM, Ids: ['a'] }),
  StartReplay: () => ({
    ReplayName: VICTIM,
    EventSourceArn: arn(`events:us-east-1:000000000000:archive/${VICTIM}`),
    EventStartTime: 0,
    EventEndTime: 1,
    Destination: { Arn: arn(`events:us-east-1:000000000000:event-bus/${VICTIM}`) },
  }),
  TestEventPattern: () => ({ EventPattern: pattern, Event: JSON.stringify(event) }),
  UpdateArchive: () => ({ ArchiveName: VICTIM, EventPattern: pattern, RetentionDays: 2 }),
  UpdateEventBus: () => ({ Name: VICTIM, Description: 'a' }),
};
