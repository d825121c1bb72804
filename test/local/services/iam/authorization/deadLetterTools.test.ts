import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callAction } from '../../../../../local/platform/Call.ts';
import { testCall } from '../../../../support/serveActions.ts';
import { getAtt, role, sender, startForeignCloud, statement } from './foreignTemplate.ts';

const SESSION = 'arn:aws:sts::000000000000:assumed-role/operator/sender';
const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:000000000000:${name}`;

let foreign: Awaited<ReturnType<typeof startForeignCloud>>;
beforeAll(async () => {
  foreign = await startForeignCloud({
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/work' } },
    Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
    Work: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'work',
        RedrivePolicy: { deadLetterTargetArn: getAtt('Dead'), maxReceiveCount: 2 },
      },
    },
    Operator: role(
      'lambda',
      [
        statement(['logs:FilterLogEvents', 'logs:GetLogEvents'], getAtt('Logs')),
        statement(
          ['sqs:StartMessageMoveTask', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          getAtt('Dead'),
        ),
      ],
      { RoleName: 'operator' },
    ),
    Sender: sender('Operator', { LoggingConfig: { LogGroup: { Ref: 'Logs' } } }),
  });
});
afterAll(() => foreign.cloud.close());

/** What the operator's own call comes to. */
async function send(client: string, command: string, input: object): Promise<unknown> {
  const { payload } = await foreign.cloud.services.lambda.invoke(
    'sender',
    { client, command, input },
    testCall,
  );
  return JSON.parse(payload);
}

const logGroupName = '/work';
const SourceArn = arn('sqs', 'dead');

describe('an operator', () => {
  test('reads the events of a group whose ARN a policy names', async () => {
    expect(
      await send('cloudwatch-logs', 'FilterLogEvents', { logGroupName, filterPattern: 'INIT_START' }),
    ).toMatchObject({
      events: [{ message: expect.stringContaining('nodejs:24') }],
    });
    const { logStreams } = await callAction<{ logStreams: readonly { logStreamName: string }[] }>(
      foreign.cloud.services.logs.actions,
      'DescribeLogStreams',
      { logGroupName },
      testCall,
    );
    const { logStreamName } = logStreams[0]!;
    expect(await send('cloudwatch-logs', 'GetLogEvents', { logGroupName, logStreamName })).toHaveProperty(
      'events',
    );
  });

  test.each([
    ['FilterLogEvents', { logGroupName: '/other' }, arn('logs', 'log-group:/other:log-stream:')],
    ['DescribeLogStreams', { logGroupName }, arn('logs', 'log-group:/work:log-stream:')],
    ['DescribeLogGroups', {}, '*'],
  ])('is refused %s of %o', async (action, input, resource) => {
    expect(await send('cloudwatch-logs', action, input)).toMatchObject({
      error: {
        name: 'AccessDeniedException',
        message: `User: ${SESSION} is not authorized to perform: logs:${action} on resource: ${resource} because no identity-based policy allows the logs:${action} action`,
      },
    });
  });

  test('moves dead letters home with the permissions that AWS documents', async () => {
    expect(await send('sqs', 'StartMessageMoveTask', { SourceArn })).toHaveProperty('TaskHandle');
    await foreign.cloud.settles();
  });

  test.each([
    ['StartMessageMoveTask', { SourceArn, DestinationArn: arn('sqs', 'work') }, 'sqs:sendmessage', 'work'],
    ['ListMessageMoveTasks', { SourceArn }, 'sqs:listmessagemovetasks', 'dead'],
    ['StartMessageMoveTask', { SourceArn: arn('sqs', 'work') }, 'sqs:startmessagemovetask', 'work'],
  ])('is refused %s %o', async (action, input, permission, queue) => {
    expect(await send('sqs', action, input)).toMatchObject({
      error: {
        message: `User: ${SESSION} is not authorized to perform: ${permission} on resource: ${arn('sqs', queue)} because no identity-based policy allows the ${permission} action`,
      },
    });
  });
});

test('with strict IAM an address of code is answered without a signature, and a made-up one is not', async () => {
  const { cloud } = await startForeignCloud(
    { Worker: role('lambda', [], { RoleName: 'worker' }), Sender: sender('Worker') },
    { strictIam: true, frozenAt: Date.now() },
  );
  const { accessKey, awsEndpointUrl: endpoint } = cloud.describe();
  const owner = new LambdaClient({ endpoint, region: 'us-east-1', credentials: accessKey!, maxAttempts: 1 });
  const { Code } = await owner.send(new GetFunctionCommand({ FunctionName: 'sender' }));
  expect((await fetch(Code!.Location!)).status).toBe(200);
  expect((await fetch(`${Code!.Location!.slice(0, -4)}0000`)).status).toBe(403);
  expect((await fetch(`${endpoint}/2015-03-31/functions/sender`)).status).toBe(403);
  owner.destroy();
  await cloud.close();
});
