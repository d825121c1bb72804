import { describe, expect, onTestFinished, test } from 'vitest';
import { callAction } from '../../../../../local/platform/Call.ts';
import { cloudFormationCall } from '../../../../../local/resources/common/ResourceType.ts';
import { getAtt, role, sender, startForeignCloud, statement, table } from './foreignTemplate.ts';

type Resources = Parameters<typeof startForeignCloud>[0];

const arnOf = (service: string, name: string) => `arn:aws:${service}:us-east-1:000000000000:${name}`;
const queue = (QueueName: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });

/** A cloud of these resources, with a person who does everything. */
async function given(resources: Resources) {
  const { cloud, records } = await startForeignCloud(resources);
  onTestFinished(() => cloud.close());
  const { sqs, events, dynamodb } = cloud.services;
  const call = cloudFormationCall(cloud.world);
  const QueueUrl = (name: string) => sqs.urlOf(arnOf('sqs', name));
  return {
    cloud,
    denials: () => records.flatMap((record) => (record.kind === 'denial' ? [record] : [])),
    failures: () => records.flatMap((record) => (record.kind === 'failure' ? [record] : [])),
    invocations: () => records.filter(({ kind }) => kind === 'invocation').length,
    send: async (name: string) => {
      await callAction(sqs.actions, 'SendMessage', { QueueUrl: QueueUrl(name), MessageBody: '{}' }, call);
      await cloud.settles();
    },
    put: async (source: string) => {
      const Entries = [{ Source: source, DetailType: 'sold', Detail: '{}' }];
      await callAction(events.actions, 'PutEvents', { Entries }, call);
      await cloud.settles();
    },
    write: async () => {
      const input = { TableName: 'goods', Item: { pk: { S: 'a' } } };
      await callAction(dynamodb.actions, 'PutItem', input, call);
      await cloud.settles();
    },
    waiting: async (name: string) => {
      const input = { QueueUrl: QueueUrl(name), AttributeNames: ['ApproximateNumberOfMessages'] };
      const { Attributes } = await callAction<{ Attributes: Record<string, string> }>(
        sqs.actions,
        'GetQueueAttributes',
        input,
        call,
      );
      return Number(Attributes['ApproximateNumberOfMessages']);
    },
  };
}

describe('an event source mapping', () => {
  const mapped = (statements: object[]) => ({
    Jobs: queue('jobs'),
    Worker: role('lambda', statements, { RoleName: 'worker' }),
    Sender: sender('Worker'),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: getAtt('Jobs'), FunctionName: getAtt('Sender') },
    },
  });
  const polling = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

  test('reads its queue where the function’s role may', async () => {
    const { send, waiting, invocations, denials } = await given(mapped([statement(polling, getAtt('Jobs'))]));
    await send('jobs');
    expect([invocations(), await waiting('jobs'), denials()]).toEqual([1, 0, []]);
  });

  test('delivers nothing where the role may not receive', async () => {
    const { send, waiting, invocations, denials } = await given(
      mapped([statement(polling.slice(1), getAtt('Jobs'))]),
    );
    await send('jobs');
    expect([invocations(), await waiting('jobs')]).toEqual([0, 1]);
    expect(denials()[0]).toMatchObject({
      principal: 'arn:aws:sts::000000000000:assumed-role/worker/sender',
      action: 'sqs:ReceiveMessage',
      resource: arnOf('sqs', 'jobs'),
    });
  });
});

test('a function whose role does not trust Lambda does not run', async () => {
  const { cloud } = await given({ Worker: role('events', []), Sender: sender('Worker') });
  const call = cloudFormationCall(cloud.world);
  await expect(cloud.services.lambda.invoke('sender', {}, call)).rejects.toMatchObject({
    code: 'AccessDeniedException',
    message: 'The role defined for the function cannot be assumed by Lambda.',
  });
});

describe('a rule', () => {
  const rule = (Arn: unknown, more: object = {}) => ({
    Type: 'AWS::Events::Rule',
    Properties: { Name: 'sales', EventPattern: { source: ['shop'] }, Targets: [{ Id: 'one', Arn, ...more }] },
  });
  const policy = (queueName: string, ruleArn: string) => ({
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: queueName }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          statement('sqs:SendMessage', getAtt(queueName), {
            Principal: { Service: 'events.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': ruleArn }, Bool: { 'aws:SecureTransport': 'true' } },
          }),
        ],
      },
    },
  });
  const RULE = arnOf('events', 'rule/sales');

  test('sends to a queue whose policy lets it in', async () => {
    const shop = await given({
      Jobs: queue('jobs'),
      Policy: policy('Jobs', RULE),
      Sales: rule(getAtt('Jobs')),
    });
    await shop.put('shop');
    expect([await shop.waiting('jobs'), shop.denials()]).toEqual([1, []]);
  });

  test('does not send to a queue whose policy names another rule, and its dead letters go the same way', async () => {
    const shop = await given({
      Jobs: queue('jobs'),
      Dead: queue('dead'),
      Policy: policy('Jobs', `${RULE}2`),
      DeadPolicy: policy('Dead', RULE),
      Sales: rule(getAtt('Jobs'), { DeadLetterConfig: { Arn: getAtt('Dead') } }),
    });
    await shop.put('shop');
    expect([await shop.waiting('jobs'), await shop.waiting('dead')]).toEqual([0, 1]);
    expect(shop.denials()).toMatchObject([
      { principal: 'events.amazonaws.com', action: 'sqs:SendMessage', resource: arnOf('sqs', 'jobs') },
    ]);
    expect(shop.failures()).toMatchObject([{ code: 'NO_PERMISSIONS' }]);
  });

  test('invokes a function whose policy lets it in, and no other', async () => {
    const invoked = async (permission: object) => {
      const shop = await given({
        Worker: role('lambda', []),
        Sender: sender('Worker'),
        Sales: rule(getAtt('Sender')),
        ...permission,
      });
      await shop.put('shop');
      return [shop.invocations(), shop.denials().map(({ action, resource }) => `${action} ${resource}`)];
    };
    const Permission = {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: getAtt('Sender'),
        Principal: 'events.amazonaws.com',
        SourceArn: RULE,
      },
    };
    expect(await invoked({ Permission })).toEqual([1, []]);
    expect(await invoked({})).toEqual([0, [`lambda:InvokeFunction ${arnOf('lambda', 'function:sender')}`]]);
  });
});

describe('a pipe', () => {
  const STREAM = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  const piped = (service: string, statements: object[]) => ({
    Goods: table('goods'),
    Role: role(service, statements, { RoleName: 'pipe' }),
    Pipe: {
      Type: 'AWS::Pipes::Pipe',
      Properties: {
        Name: 'sales',
        RoleArn: getAtt('Role'),
        Source: getAtt('Goods', 'StreamArn'),
        Target: arnOf('events', 'event-bus/default'),
        SourceParameters: {
          DynamoDBStreamParameters: { StartingPosition: 'TRIM_HORIZON', MaximumRetryAttempts: 0 },
        },
      },
    },
  });
  const reads = statement(STREAM, getAtt('Goods', 'StreamArn'));
  const puts = statement('events:PutEvents', arnOf('events', 'event-bus/default'));

  test.each([
    ['with both grants, works', 'pipes', [reads, puts], []],
    ['without the grant to read the stream', 'pipes', [puts], ['dynamodb:DescribeStream']],
    ['without the grant to put events', 'pipes', [reads], ['events:PutEvents']],
    ['whose role does not trust pipes', 'events', [reads, puts], ['sts:AssumeRole']],
  ])('%s', async (_name, service, statements, missing) => {
    const shop = await given(piped(service, statements));
    await shop.write();
    expect([...new Set(shop.denials().map(({ action }) => action))]).toEqual(missing);
  });
});
