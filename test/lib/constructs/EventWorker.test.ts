import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { EventWorker, type EventWorkerProps } from '../../../lib/constructs/EventWorker.ts';
import { synth as synthDomain } from '../support/synth.ts';

const synth = (props: Partial<EventWorkerProps> = {}) =>
  synthDomain(
    (scope, platform) =>
      new EventWorker(scope, 'SyncOrder', {
        platform,
        domain: 'orders',
        worker: 'syncOrder',
        eventNames: ['ORDER_PLACED_EVENT', 'ORDER_SHIPPED_EVENT'],
        rows: {},
        ...props,
      }),
  );

test('its events, and no others, go to its queue', () => {
  synth().hasResourceProperties('AWS::Events::Rule', {
    EventBusName: { 'Fn::ImportValue': Match.anyValue() },
    EventPattern: { source: ['frontdesk'], 'detail-type': ['ORDER_PLACED_EVENT', 'ORDER_SHIPPED_EVENT'] },
    Targets: [
      {
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SyncOrderConsumerWorkQueue'), 'Arn'] },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^UndeliveredQueue'), 'Arn'] } },
      },
    ],
  });
});

test('only its rule may send to its queue', () => {
  synth().hasResourceProperties('AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: Match.stringLikeRegexp('^SyncOrderConsumerWorkQueue') }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Principal: { Service: 'events.amazonaws.com' },
          Condition: {
            ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('Rule'), 'Arn'] } },
          },
        }),
      ]),
    },
  });
});

test('a delivery that fails raises an alarm', () => {
  synth().hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/Events',
    MetricName: 'FailedInvocations',
    // The name alone: `Ref` of a rule on a custom bus is `bus|name`.
    Dimensions: [
      Match.objectLike({ Name: 'EventBusName' }),
      {
        Name: 'RuleName',
        Value: {
          'Fn::Select': [
            2,
            { 'Fn::Split': ['/', { 'Fn::GetAtt': [Match.stringLikeRegexp('EventsRule'), 'Arn'] }] },
          ],
        },
      },
    ],
    AlarmDescription: Match.stringLikeRegexp('^syncOrder misses events'),
  });
});

test('its queue, function and outputs are those of any worker', () => {
  const template = synth({ maxReceiveCount: 5, batchSize: 2 });
  template.hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: { maxReceiveCount: 5 } });
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { BatchSize: 2 });
  template.hasResourceProperties('AWS::Lambda::Function', { Description: 'lambda-fns/orders/syncOrder.ts' });
  for (const name of ['QueueUrl', 'QueueArn', 'DeadLetterQueueUrl', 'DeadLetterQueueArn']) {
    template.hasOutput(`SyncOrder${name}`, {});
  }
});

test('a worker whose code is missing is refused by the file’s name', () => {
  expect(() => synth({ worker: 'shipOrder' })).toThrow('lambda-fns/orders/shipOrder.ts is missing');
});
