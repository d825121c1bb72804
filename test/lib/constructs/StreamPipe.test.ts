import { Match } from 'aws-cdk-lib/assertions';
import { test } from 'vitest';
import { StreamPipe, type StreamPipeProps } from '../../../lib/constructs/StreamPipe.ts';
import { synth as synthDomain } from '../support/synth.ts';

const synth = (props: Partial<StreamPipeProps> = {}) =>
  synthDomain(
    (scope, { settings, table, bus }) =>
      new StreamPipe(scope, 'SecondPipe', {
        settings,
        table,
        bus,
        filters: () => [{ eventName: ['REMOVE'] }],
        source: 'shop',
        detailType: 'Removed',
        detail: '{"id": <$.dynamodb.Keys.pk.S>}',
        ...props,
      }),
  );

const pipe = (properties: object) => ({
  TargetParameters: { InputTemplate: Match.stringLikeRegexp('pk') },
  ...properties,
});

test('the stream is read from its first record, in batches of ten', () => {
  synth().hasResourceProperties(
    'AWS::Pipes::Pipe',
    pipe({
      SourceParameters: {
        FilterCriteria: { Filters: [{ Pattern: '{"eventName":["REMOVE"]}' }] },
        DynamoDBStreamParameters: {
          StartingPosition: 'TRIM_HORIZON',
          BatchSize: 10,
          MaximumRetryAttempts: 20,
          OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        },
      },
    }),
  );
});

test('batches and tries can be set', () => {
  synth({ batchSize: 1, maximumRetryAttempts: 3 }).hasResourceProperties(
    'AWS::Pipes::Pipe',
    pipe({ SourceParameters: { DynamoDBStreamParameters: { BatchSize: 1, MaximumRetryAttempts: 3 } } }),
  );
});

test('what the bus refuses goes to dead letters of its own', () => {
  const template = synth();
  template.hasResourceProperties(
    'AWS::Pipes::Pipe',
    pipe({
      SourceParameters: {
        DynamoDBStreamParameters: {
          DeadLetterConfig: {
            Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SecondPipeDeadLetters'), 'Arn'] },
          },
        },
      },
    }),
  );
  template.hasOutput('SecondPipeDeadLetterQueueUrl', {});
  template.hasResourceProperties('AWS::SQS::Queue', { RedriveAllowPolicy: { redrivePermission: 'denyAll' } });
});

test('its role is for pipes of this account, and may read the stream, put events and put aside', () => {
  const template = synth();
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Principal: { Service: 'pipes.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    },
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyName: Match.stringLikeRegexp('^SecondPipe'),
    PolicyDocument: {
      Statement: [
        {
          Action: Match.arrayWith(['dynamodb:GetRecords']),
          Resource: { 'Fn::ImportValue': Match.anyValue() },
        },
        { Action: 'events:PutEvents', Resource: { 'Fn::ImportValue': Match.anyValue() } },
        { Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': Match.anyValue() } },
      ],
    },
  });
});

test('a pipe that fails raises an alarm', () => {
  synth().hasResourceProperties('AWS::CloudWatch::Alarm', {
    Metrics: [
      { Expression: 'FILL(failed, 0) + FILL(throttled, 0) + FILL(timedOut, 0)', ReturnData: true },
      ...['ExecutionFailed', 'ExecutionThrottled', 'ExecutionTimeout'].map((MetricName) => ({
        MetricStat: {
          Metric: {
            Namespace: 'AWS/EventBridge/Pipes',
            MetricName,
            Dimensions: [{ Name: 'PipeName', Value: { Ref: Match.stringLikeRegexp('^SecondPipe') } }],
          },
          Stat: 'Sum',
        },
        ReturnData: false,
      })),
    ].map(Match.objectLike),
  });
});
