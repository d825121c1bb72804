import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { ScheduledWorker, type ScheduledWorkerProps } from '../../../lib/constructs/ScheduledWorker.ts';
import { synth as synthDomain } from '../support/synth.ts';

const synth = (props: Partial<ScheduledWorkerProps> = {}) =>
  synthDomain(
    (scope, platform) =>
      new ScheduledWorker(scope, 'SyncOrders', {
        platform,
        domain: 'orders',
        worker: 'syncOrder',
        every: Duration.minutes(15),
        message: { sync: 'all' },
        rows: {},
        ...props,
      }),
  );

const queue = { 'Fn::GetAtt': [Match.stringLikeRegexp('^SyncOrdersConsumerWorkQueue'), 'Arn'] };

test('its queue gets the message as often as asked, and one that cannot be delivered is kept', () => {
  synth({ every: Duration.hours(2) }).hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'rate(2 hours)',
    State: 'ENABLED',
    EventPattern: Match.absent(),
    Targets: [
      {
        Arn: queue,
        Input: '{"sync":"all"}',
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^UndeliveredQueue'), 'Arn'] } },
      },
    ],
  });
});

test('of all events, only its schedule’s may reach its queue', () => {
  synth().hasResourceProperties('AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: Match.stringLikeRegexp('^SyncOrdersConsumerWorkQueue') }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Condition: {
            ArnEquals: {
              'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('^SyncOrdersSchedule'), 'Arn'] },
            },
          },
        }),
      ]),
    },
  });
});

test('it may hand on parts of its work through its own queue', () => {
  const template = synth();
  template.hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('^SyncOrdersConsumerWorkerRole') }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: Match.arrayWith(['sqs:SendMessage']), Resource: queue }),
      ]),
    },
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: { QUEUE_URL: { Ref: Match.stringLikeRegexp('^SyncOrdersConsumerWorkQueue') } },
    },
  });
});

test('its queue, function and outputs are those of any worker', () => {
  const template = synth({
    maxReceiveCount: 5,
    batchSize: 1,
    maxConcurrency: 4,
    timeout: Duration.minutes(1),
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    RedrivePolicy: { maxReceiveCount: 5 },
    VisibilityTimeout: 360,
  });
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 1,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 4 },
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Description: 'lambda-fns/orders/syncOrder.ts',
    Timeout: 60,
  });
  for (const name of ['QueueUrl', 'QueueArn', 'DeadLetterQueueUrl', 'DeadLetterQueueArn'])
    template.hasOutput(`SyncOrders${name}`, {});
});

test('a worker whose code is missing is refused by the file’s name', () => {
  expect(() => synth({ worker: 'sweepOrders' })).toThrow('lambda-fns/orders/sweepOrders.ts is missing');
});
