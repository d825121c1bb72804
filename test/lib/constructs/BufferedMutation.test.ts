import { Duration } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { BufferedMutation, type BufferedMutationProps } from '../../../lib/constructs/BufferedMutation.ts';
import { synth as synthDomain } from '../support/synth.ts';

const synth = (props: Partial<BufferedMutationProps> = {}, context?: Record<string, unknown>) =>
  synthDomain(
    (scope, platform) =>
      new BufferedMutation(scope, 'CreateOrder', {
        platform,
        domain: 'orders',
        field: 'createOrder',
        rows: {},
        ...props,
      }),
    context,
  );

/** The name and source of each function that answers the field. */
function stepsOf(template: Template) {
  const [resolver] = Object.values(template.findResources('AWS::AppSync::Resolver'));
  const functions = template.findResources('AWS::AppSync::FunctionConfiguration');
  return resolver!.Properties.PipelineConfig.Functions.map((step: any) => {
    const { Name, DataSourceName } = functions[step['Fn::GetAtt'][0]]!.Properties;
    return [Name, DataSourceName];
  });
}

describe('the field', () => {
  test('is answered by four steps, none of them a Lambda', () => {
    const template = synth();
    const [resolver] = Object.values(template.findResources('AWS::AppSync::Resolver'));
    expect(stepsOf(template)).toEqual([
      ['createOrder_validate', 'ordersTable'],
      ['createOrder_claim', 'ordersTable'],
      ['enqueue', 'ordersQueues'],
      ['createOrder_release', 'ordersTable'],
    ]);
    expect(resolver!.Properties).toMatchObject({
      TypeName: 'Mutation',
      FieldName: 'createOrder',
      Kind: 'PIPELINE',
    });
  });

  test('joins the claim of an earlier copy, where it is to, before it is queued', () => {
    expect(stepsOf(synth({ joins: true }))).toEqual([
      ['createOrder_validate', 'ordersTable'],
      ['createOrder_claim', 'ordersTable'],
      ['createOrder_join', 'ordersTable'],
      ['enqueue', 'ordersQueues'],
      ['createOrder_release', 'ordersTable'],
    ]);
  });

  test('leaves its steps the queue’s URL', () => {
    const [resolver] = Object.values(synth().findResources('AWS::AppSync::Resolver'));
    const [before, url, after] = resolver!.Properties.Code['Fn::Join'][1];
    expect(before).toMatch(/ctx\.stash\.queueUrl = '$/);
    expect(url.Ref).toMatch(/^CreateOrderConsumerWorkQueue/);
    expect(after).toContain('return ctx.prev.result;');
  });

  test('may send to its own queue, through its domain’s signed source', () => {
    synth().hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('QueuesSource'),
      PolicyDocument: {
        Statement: [
          {
            Action: 'sqs:SendMessage',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CreateOrderConsumerWorkQueue'), 'Arn'] },
          },
        ],
      },
    });
  });

  test('shares the enqueue step with the other mutations of its domain', () => {
    const template = synthDomain((scope, platform) => {
      for (const id of ['One', 'Two']) {
        new BufferedMutation(scope, id, { platform, domain: 'orders', field: 'createOrder', rows: {} });
      }
    });
    template.resourcePropertiesCountIs('AWS::AppSync::FunctionConfiguration', { Name: 'enqueue' }, 1);
  });
});

describe('the queue', () => {
  test('hides a message six times as long as a batch may take, and the window', () => {
    synth().hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 60 });
    synth({ timeout: Duration.seconds(20), maxBatchingWindow: Duration.seconds(5) }).hasResourceProperties(
      'AWS::SQS::Queue',
      { VisibilityTimeout: 125 },
    );
  });

  test('gives a message ten tries, or as many as one asks for', () => {
    synth().hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: { maxReceiveCount: 10 } });
    synth({ maxReceiveCount: 4 }).hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { maxReceiveCount: 4 },
    });
  });

  test('is found by its tags, and so are its dead letters', () => {
    const Tags = [
      { Key: 'frontdesk:stage', Value: 'dev' },
      { Key: 'frontdesk:step', Value: 'createOrder' },
    ];
    synth().allResourcesProperties('AWS::SQS::Queue', { Tags: Match.arrayWith(Tags) });
  });

  test('keeps dead letters for 14 days, its own messages for 4', () => {
    const template = synth();
    template.hasResourceProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 1_209_600,
      RedrivePolicy: Match.absent(),
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 345_600,
      RedrivePolicy: Match.objectLike({}),
    });
  });

  test('is the only one whose messages its dead letters take, by a name that a deleted stack’s queue does not have', () => {
    const { QueueName } = Object.values(
      synth().findResources('AWS::SQS::Queue', { Properties: { RedriveAllowPolicy: Match.absent() } }),
    )[0]!.Properties;
    expect(QueueName['Fn::Join'][1]).toEqual([
      'Frontdesk-dev-CreateOrder-',
      {
        'Fn::Select': [
          0,
          { 'Fn::Split': ['-', expect.objectContaining({ 'Fn::Select': expect.anything() })] },
        ],
      },
    ]);
    synth().hasResourceProperties('AWS::SQS::Queue', {
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: [{ 'Fn::Join': ['', Match.arrayWith([QueueName['Fn::Join'][1][1]])] }],
      },
    });
  });

  test('is named, with its dead letters, in the outputs', () => {
    const template = synth();
    for (const name of ['QueueUrl', 'QueueArn', 'DeadLetterQueueUrl', 'DeadLetterQueueArn']) {
      template.hasOutput(`CreateOrder${name}`, {});
    }
  });
});

describe('the consumer', () => {
  test('fails by message, in batches of ten', () => {
    synth().hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: Match.absent(),
    });
  });

  test('can be held to a number of invocations at a time', () => {
    synth({ maxConcurrency: 5, batchSize: 1 }).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });

  test('can have these invocations reserved, of which its queue asks for no more', () => {
    const template = synth({ maxConcurrency: 5, reserved: true });
    template.hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 5 });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });

  test('is a traced arm64 function on Node 24, with its own log group', () => {
    synth().hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 256,
      Timeout: 10,
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('^CreateOrderConsumerWorkerLogs') } },
      ReservedConcurrentExecutions: Match.absent(),
    });
    synth().hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  test('reads from its environment where to write, its queue, its version, and the settings', () => {
    synth({}, { logLevel: 'DEBUG' }).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          TABLE_NAME: Match.anyValue(),
          QUEUE_URL: { Ref: Match.stringLikeRegexp('WorkQueue') },
          CODE_VERSION: Match.stringLikeRegexp('^[0-9a-f]{64}$'),
          GIVE_UP_AFTER_DELIVERIES: '9',
          EVENT_TTL_DAYS: '30',
          LOG_LEVEL: 'DEBUG',
          POWERTOOLS_LOG_LEVEL: 'DEBUG',
          POWERTOOLS_SERVICE_NAME: 'orders/createOrder',
        },
      },
    });
  });

  test('may send to its own queue, which moves what it gives up, and not to its dead letters', () => {
    const template = synth();
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: Match.arrayWith(['sqs:SendMessage']),
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('ConsumerWorkQueue'), 'Arn'] },
          }),
        ]),
      },
    });
    const policies = template.findResources('AWS::IAM::Policy');
    expect(JSON.stringify(policies)).not.toContain('DeadLettersQueue');
  });
});

test('a mutation whose code is missing is refused by the file’s name', () => {
  expect(() => synth({ field: 'cancelOrder' })).toThrow('lambda-fns/orders/cancelOrder.ts is missing');
});
