import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startCloud } from '../../local/startCloud.ts';

/** A cloud assembly of one stack, as `cdk synth` would lay it out. */
function assemblyOf(template: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  mkdirSync(folder, { recursive: true });
  const stack = {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: 'Shop.template.json', stackName: 'Shop' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts: { Shop: stack } }));
  writeFileSync(join(folder, 'Shop.template.json'), JSON.stringify(template));
  return folder;
}

const start = (resources: object, options = {}) =>
  startCloud({ assembly: assemblyOf({ Resources: resources }), ...options });
const queue = (Properties: object) => ({ Type: 'AWS::SQS::Queue', Properties });

describe('a cloud does not start, and says in one line what to mend:', () => {
  test.each<[string, object, string]>([
    ['an unsupported type', { Ship: { Type: 'AWS::Sea::Ship' } }, 'AWS::Sea::Ship (Shop/Ship)'],
    [
      'an unsupported property',
      { Jobs: queue({ Colour: 'red' }) },
      'Shop/Jobs (AWS::SQS::Queue): property Colour is not supported.',
    ],
    [
      'a property of the wrong kind',
      { Jobs: queue({ DelaySeconds: 'soon' }) },
      'Shop/Jobs (AWS::SQS::Queue): property DelaySeconds',
    ],
    [
      'a value that the service refuses',
      { Jobs: queue({ DelaySeconds: 100_000 }) },
      'Shop/Jobs (AWS::SQS::Queue): ',
    ],
    ['a reference to nothing', { Jobs: queue({ QueueName: { Ref: 'Nobody' } }) }, 'Ref names "Nobody"'],
    [
      'an intrinsic function that is not understood',
      { Jobs: queue({ QueueName: { 'Fn::Cidr': {} } }) },
      'Fn::Cidr is not supported',
    ],
    [
      'a circle',
      { A: queue({ QueueName: { Ref: 'B' } }), B: queue({ QueueName: { Ref: 'A' } }) },
      'A -> B -> A',
    ],
  ])('%s', async (_fault, resources, message) => {
    const failure = await start(resources).then(
      (cloud) => cloud.close().then(() => undefined),
      (error: Error) => error,
    );
    expect(failure?.name).toBe('OperatorError');
    expect(failure?.message).toContain(message);
    expect(failure?.message).not.toContain('\n');
  });

  test('a folder that is no assembly', async () => {
    await expect(startCloud({ assembly: tmpdir() })).rejects.toThrow(
      /holds no readable cloud assembly .* run "cdk synth"/,
    );
  });

  test.each(['port', 'awsPort'])('a taken %s', async (option) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start({}, { [option]: port })).rejects.toThrow(new RegExp(`Port ${port} .* is taken`));
    other.close();
  });
});

test('an app without an API runs, and its address says so', async () => {
  const cloud = await start({ Jobs: queue({ VisibilityTimeout: '30' }) });
  expect(cloud.describe()).toMatchObject({ apiKey: null, userPoolId: null, tableName: null, queues: {} });
  expect((await fetch(cloud.graphqlUrl, { method: 'POST', body: '{}' })).status).toBe(404);
  await cloud.close();
});

test('an AWS request that is not understood is refused by name', async () => {
  const cloud = await start({});
  const post = (headers: Record<string, string>, body = '{}') =>
    fetch(cloud.awsEndpointUrl, { method: 'POST', headers, body });
  expect(await (await post({ 'x-amz-target': 'AmazonSQS.Fly' })).json()).toMatchObject({
    message: 'AmazonSQS.Fly is not supported.',
  });
  expect(await (await post({})).json()).toMatchObject({ __type: 'UnknownOperationException' });
  expect(await (await post({ 'x-amz-target': 'AmazonSQS.ListQueues' }, '{')).json()).toMatchObject({
    __type: 'SerializationException',
  });
  await cloud.close();
});

describe('transactions that meet', () => {
  const things = {
    Things: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'things',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      },
    },
  };

  test.each([
    ['conflict where time runs', {}, 'rejected'],
    ['do not where nobody would move time on', { frozenAt: 0 }, 'fulfilled'],
    ['do as they are told', { frozenAt: 0, conflicts: 'hostile' }, 'rejected'],
    ['do not where they are told so', { conflicts: 'off' }, 'fulfilled'],
  ])('%s', async (_, options, expected) => {
    const cloud = await start(things, { seed: 1, ...options });
    const { dynamodb, iam } = cloud.services;
    const call = { traceId: 'test', principal: iam.principalOf(undefined) };
    const write = () =>
      dynamodb.actions['TransactWriteItems']!(
        { TransactItems: [{ Put: { TableName: 'things', Item: { pk: { S: 'a' } } } }] },
        call,
      );
    const [, later] = await Promise.allSettled([write(), write()]);
    await cloud.close();
    expect(later.status).toBe(expected);
  });
});
