import {
  CloudFormationClient,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAtt, role } from '../iam/authorization/foreignTemplate.ts';
import { type Cloud, startCloud } from '../../../../local/startCloud.ts';

const NOW = Date.UTC(2027, 0, 20, 10);
const queue = (QueueName: string) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName },
  Metadata: { 'aws:cdk:path': `Work/${QueueName}/Resource` },
});
const name = (prefix: string, index: number) => `${prefix}${String(index).padStart(3, '0')}`;

const run = (Timeout: number) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: getAtt('Role'),
    Timeout,
    Code: { ZipFile: 'exports.handler = async () => null;' },
  },
});

const work = (timeout = 3, more = {}) => ({
  Description: 'What is <to be> done',
  Parameters: { Stage: { Type: 'String', Default: 'dev' } },
  Resources: { Jobs: queue('jobs'), Role: role('lambda', []), Run: run(timeout), ...more },
  Outputs: {
    JobsUrl: { Value: { Ref: 'Jobs' }, Description: 'where work waits' },
    JobsArn: { Value: getAtt('Jobs'), Export: { Name: 'Work:JobsArn' } },
  },
});
const many = {
  Resources: Object.fromEntries(
    Array.from({ length: 101 }, (_, index) => [name('Group', index), { Type: 'AWS::Logs::LogGroup' }]),
  ),
};

function assemblyOf(templates: Readonly<Record<string, object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'stacks-'));
  const artifacts = Object.fromEntries(
    Object.keys(templates).map((stackName) => [
      stackName,
      { type: 'aws:cloudformation:stack', properties: { templateFile: `${stackName}.json`, stackName } },
    ]),
  );
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts }));
  for (const [stack, template] of Object.entries(templates))
    writeFileSync(join(folder, `${stack}.json`), JSON.stringify(template));
  return folder;
}

let cloud: Cloud;
let client: CloudFormationClient;
beforeAll(async () => {
  cloud = await startCloud({ assembly: assemblyOf({ Work: work(), Many: many }), frozenAt: NOW, seed: 1 });
  const credentials = { accessKeyId: 'made', secretAccessKey: 'up' };
  client = new CloudFormationClient({
    endpoint: cloud.awsEndpointUrl,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await cloud.close();
});

const stackOf = async (StackName: string) => {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  expect(Stacks).toHaveLength(1);
  return Stacks![0]!;
};
const url = () => `${cloud.awsEndpointUrl}/000000000000/jobs`;
const missing = (message: string) => ({
  name: 'ValidationError',
  message,
  $metadata: { httpStatusCode: 400 },
});

describe('a stack', () => {
  test('is described with its parameters and outputs, by name and by id', async () => {
    const stack = await stackOf('Work');
    expect(stack).toMatchObject({
      StackId: expect.stringMatching(
        /^arn:aws:cloudformation:us-east-1:000000000000:stack\/Work\/[0-9a-f-]{36}$/,
      ),
      Description: 'What is <to be> done',
      StackStatus: 'CREATE_COMPLETE',
      CreationTime: new Date(NOW),
      Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'dev' }],
      Outputs: [
        { OutputKey: 'JobsUrl', OutputValue: url(), Description: 'where work waits' },
        {
          OutputKey: 'JobsArn',
          OutputValue: 'arn:aws:sqs:us-east-1:000000000000:jobs',
          ExportName: 'Work:JobsArn',
        },
      ],
    });
    expect(await stackOf(stack.StackId!)).toEqual(stack);
  });

  test('is listed by its status', async () => {
    const list = async (StackStatusFilter?: 'CREATE_COMPLETE'[]) =>
      (await client.send(new ListStacksCommand({ StackStatusFilter }))).StackSummaries;
    expect(await list()).toMatchObject([{ StackName: 'Work' }, { StackName: 'Many' }]);
    expect(await list(['CREATE_COMPLETE'])).toHaveLength(2);
    expect(await list(['DELETE_COMPLETE' as 'CREATE_COMPLETE'])).toHaveLength(0);
  });

  test('that is not there is refused in AWS’s words', async () => {
    const message = 'Stack with id none does not exist';
    const input = { StackName: 'none' };
    await expect(client.send(new DescribeStacksCommand(input))).rejects.toMatchObject(missing(message));
    await expect(client.send(new ListStackResourcesCommand(input))).rejects.toMatchObject(missing(message));
  });

  test('shows its template, and its exports', async () => {
    const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: 'Work' }));
    expect(JSON.parse(TemplateBody!)).toEqual(work());
    const { Exports } = await client.send(new ListExportsCommand({}));
    expect(Exports).toMatchObject([
      { Name: 'Work:JobsArn', Value: 'arn:aws:sqs:us-east-1:000000000000:jobs' },
    ]);
  });
});

describe('a resource', () => {
  test('is listed in pages of a hundred', async () => {
    const first = await client.send(new ListStackResourcesCommand({ StackName: 'Many' }));
    expect(first.StackResourceSummaries).toHaveLength(100);
    const { NextToken } = first;
    const second = await client.send(new ListStackResourcesCommand({ StackName: 'Many', NextToken }));
    expect(second).toMatchObject({ StackResourceSummaries: [{ LogicalResourceId: 'Group100' }] });
    expect(second.NextToken).toBeUndefined();
    await expect(
      client.send(new ListStackResourcesCommand({ StackName: 'Many', NextToken: 'x' })),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });

  test('is described by its logical and by its physical id', async () => {
    const jobs = {
      StackName: 'Work',
      LogicalResourceId: 'Jobs',
      PhysicalResourceId: url(),
      ResourceType: 'AWS::SQS::Queue',
      ResourceStatus: 'CREATE_COMPLETE',
    };
    const one = new DescribeStackResourceCommand({ StackName: 'Work', LogicalResourceId: 'Jobs' });
    expect(await client.send(one)).toMatchObject({
      StackResourceDetail: {
        ...jobs,
        LastUpdatedTimestamp: new Date(NOW),
        Metadata: JSON.stringify({ 'aws:cdk:path': 'Work/jobs/Resource' }),
      },
    });
    const byPhysicalId = new DescribeStackResourcesCommand({ PhysicalResourceId: url() });
    expect(await client.send(byPhysicalId)).toMatchObject({
      StackResources: [
        { ...jobs, Timestamp: new Date(NOW) },
        { LogicalResourceId: 'Role' },
        { LogicalResourceId: 'Run' },
      ],
    });
  });

  test('that is not there is refused', async () => {
    await expect(
      client.send(new DescribeStackResourceCommand({ StackName: 'Work', LogicalResourceId: '__proto__' })),
    ).rejects.toMatchObject(missing('Resource __proto__ does not exist for stack Work'));
    await expect(
      client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: 'none' })),
    ).rejects.toMatchObject(missing('Stack for none does not exist'));
    await expect(client.send(new DescribeStackResourcesCommand({}))).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });
});

test('an update is seen in the stack and in the resource that it changed', async () => {
  await cloud.advance(60_000);
  await cloud.update(assemblyOf({ Work: work(9, { Added: queue('added') }), Many: many }));
  const LastUpdatedTime = new Date(NOW + 60_000);
  expect(await stackOf('Work')).toMatchObject({ StackStatus: 'UPDATE_COMPLETE', LastUpdatedTime });
  expect(await stackOf('Many')).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  const { StackResourceSummaries } = await client.send(new ListStackResourcesCommand({ StackName: 'Work' }));
  expect(StackResourceSummaries).toMatchObject([
    { LogicalResourceId: 'Jobs', LastUpdatedTimestamp: new Date(NOW) },
    { LogicalResourceId: 'Role', LastUpdatedTimestamp: new Date(NOW) },
    { LogicalResourceId: 'Run', ResourceStatus: 'UPDATE_COMPLETE', LastUpdatedTimestamp: LastUpdatedTime },
    { LogicalResourceId: 'Added', ResourceStatus: 'CREATE_COMPLETE', LastUpdatedTimestamp: LastUpdatedTime },
  ]);
});
