import { Template as Synthesized } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type { Breach } from '../../../lib/checks/Rule.ts';
import { rules } from '../../../lib/checks/addChecks.ts';
import { orders } from '../support/orders.ts';
import { given } from '../support/synth.ts';

const { shared, own } = given(orders);
/** The templates of the app: what all domains share, and one domain. */
const clean = JSON.stringify([shared, own].map((stack) => Synthesized.fromStack(stack).toJSON()));

const queue = 'CreateOrderConsumerWorkQueue';
const deadLetters = 'CreateOrderConsumerWorkDeadLettersQueue';
const workerPolicy = 'CreateOrderConsumerWorkerRoleDefaultPolicy';

/** A breach of each rule: the resource that is changed, how, and what is said of it. */
const planted: Record<string, { at: string; type: string; plant: (resource: any) => void; says: string }> = {
  visibilityOutlastsWork: {
    at: queue,
    type: 'AWS::SQS::Queue',
    plant: ({ Properties }) => (Properties.VisibilityTimeout = 59),
    says: 'is 59 s, and must be at least 60 s',
  },
  batchesFailByMessage: {
    at: 'CreateOrderConsumerMessages',
    type: 'AWS::Lambda::EventSourceMapping',
    plant: ({ Properties }) => delete Properties.FunctionResponseTypes,
    says: 'must have ReportBatchItemFailures',
  },
  messagesGetSeveralTries: {
    at: queue,
    type: 'AWS::SQS::Queue',
    plant: ({ Properties }) => (Properties.RedrivePolicy.maxReceiveCount = 2),
    says: 'is 2, and must be 3 to 10',
  },
  deadLettersOutliveQueue: {
    at: deadLetters,
    type: 'AWS::SQS::Queue',
    plant: ({ Properties }) => (Properties.MessageRetentionPeriod = 345_600),
    says: 'is 345600 s, and must be more than the queue’s 345600 s',
  },
  pipesFilter: {
    at: 'EventPipe',
    type: 'AWS::Pipes::Pipe',
    plant: ({ Properties }) => delete Properties.SourceParameters.FilterCriteria,
    says: 'must have a filter',
  },
  deadLettersRaiseAlarm: {
    at: 'CreateOrderConsumerWorkDeadLettersNotEmpty',
    type: 'AWS::CloudWatch::Alarm',
    plant: ({ Properties }) => (Properties.MetricName = 'NumberOfMessagesSent'),
    says: 'must have an alarm on ApproximateNumberOfMessagesVisible',
  },
  lateWorkRaisesAlarm: {
    at: 'CreateOrderConsumerWorkLate',
    type: 'AWS::CloudWatch::Alarm',
    plant: ({ Properties }) => (Properties.Dimensions = []),
    says: 'must have an alarm on ApproximateAgeOfOldestMessage',
  },
  queuesAreEncrypted: {
    at: queue,
    type: 'AWS::SQS::Queue',
    plant: ({ Properties }) => (Properties.SqsManagedSseEnabled = false),
    says: 'must be true',
  },
  queuesRefusePlainHttp: {
    at: queue,
    type: 'AWS::SQS::QueuePolicy',
    plant: ({ Properties }) => (Properties.PolicyDocument.Statement = []),
    says: 'must have a policy that denies aws:SecureTransport false',
  },
  resolversFitSchema: {
    at: 'GetOrder',
    type: 'AWS::AppSync::Resolver',
    plant: ({ Properties }) => (Properties.TypeName = 'Ticket'),
    says: 'has no Ticket.getOrder, which has a resolver; has Query.getOrder, which has no resolver',
  },
  deadLettersKnowTheirSource: {
    at: deadLetters,
    type: 'AWS::SQS::Queue',
    plant: ({ Properties }) => delete Properties.RedriveAllowPolicy,
    says: 'must be byQueue or denyAll',
  },
  rowsAreGrantedByKey: {
    at: workerPolicy,
    type: 'AWS::IAM::Policy',
    plant: ({ Properties }) =>
      Properties.PolicyDocument.Statement.push({
        Effect: 'Allow',
        Action: 'dynamodb:GetItem',
        Resource: 'arn',
      }),
    says: 'must name partitions by dynamodb:LeadingKeys',
  },
  rolesHaveOwnPolicies: {
    at: 'CreateOrderConsumerWorkerRole',
    type: 'AWS::IAM::Role',
    plant: ({ Properties }) =>
      (Properties.ManagedPolicyArns = ['arn:aws:iam::aws:policy/AWSLambda_FullAccess']),
    says: 'must be empty',
  },
};

const check = (name: string, templates: readonly object[]): readonly Breach[] => {
  const rule = rules.find((each) => each.name === name)!;
  return templates.flatMap((template) => rule.check(template, templates));
};

const withBreach = ({ at, type, plant }: (typeof planted)[string]) => {
  const templates: any[] = JSON.parse(clean);
  const [, resource] = templates
    .flatMap(({ Resources }) => Object.entries<any>(Resources))
    .find(([id, { Type }]) => id.startsWith(at) && Type === type)!;
  plant(resource);
  return templates;
};

describe.each(rules)('$name', ({ name }) => {
  test('finds nothing in what the constructs make', () => {
    expect(check(name, JSON.parse(clean))).toEqual([]);
  });

  test('finds its planted breach, and nothing more', () => {
    const breaches = check(name, withBreach(planted[name]!));
    expect(breaches.map(({ message }) => message).join('; ')).toBe(planted[name]!.says);
  });
});

test('tries above ten are refused too', () => {
  const many = {
    ...planted.messagesGetSeveralTries!,
    plant: ({ Properties }: any) => (Properties.RedrivePolicy.maxReceiveCount = 11),
  };
  expect(check('messagesGetSeveralTries', withBreach(many))).toHaveLength(1);
});

test('the batching window counts as time a message is worked on', () => {
  const windowed = {
    at: 'CreateOrderConsumerMessages',
    type: 'AWS::Lambda::EventSourceMapping',
    plant: ({ Properties }: any) => (Properties.MaximumBatchingWindowInSeconds = 1),
    says: '',
  };
  expect(check('visibilityOutlastsWork', withBreach(windowed))[0]?.message).toBe(
    'is 60 s, and must be at least 61 s',
  );
});

const ofOrders = {
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ORDER#*'] },
  Null: { 'dynamodb:LeadingKeys': 'false' },
};

test.each([
  ['by key', { Action: ['dynamodb:GetItem', 'dynamodb:Query'], Condition: ofOrders }, undefined],
  ['of the stream', { Action: 'dynamodb:GetRecords' }, undefined],
  ['to deny', { Effect: 'Deny', Action: 'dynamodb:*' }, undefined],
  ['of all actions', { Action: 'dynamodb:*', Condition: ofOrders }, 'must not allow dynamodb:*'],
  ['of a scan', { Action: 'dynamodb:Scan', Condition: ofOrders }, 'must not allow dynamodb:Scan'],
  [
    'of every index',
    {
      Action: 'dynamodb:Query',
      Resource: { 'Fn::Join': ['', [{ Ref: 'T' }, '/index/*']] },
      Condition: ofOrders,
    },
    'must name the table, and each index',
  ],
  [
    'of every key',
    {
      Action: 'dynamodb:PutItem',
      Condition: { ...ofOrders, 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': '*' } },
    },
    'must name partitions by dynamodb:LeadingKeys',
  ],
  [
    'that is also true of no key',
    { Action: 'dynamodb:PutItem', Condition: { ...ofOrders, Null: {} } },
    'must ask for dynamodb:LeadingKeys by Null',
  ],
])('a grant of rows %s', (_what, statement, says) => {
  const breach = {
    at: workerPolicy,
    type: 'AWS::IAM::Policy',
    plant: ({ Properties }: any) =>
      Properties.PolicyDocument.Statement.push({ Effect: 'Allow', Resource: 'arn', ...statement }),
    says: '',
  };
  expect(check('rowsAreGrantedByKey', withBreach(breach))[0]?.message).toBe(says);
});
