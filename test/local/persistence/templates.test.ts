import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { startCloud } from '../../../local/startCloud.ts';
import { testCall } from '../../support/serveActions.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'templates-'));
});

const keys = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, KeyType: 'HASH' }));
const texts = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
const byColor = { IndexName: 'byColor', KeySchema: keys('color'), Projection: { ProjectionType: 'ALL' } };

const TABLE = {
  TableName: 'things',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: keys('pk'),
  AttributeDefinitions: texts('pk'),
};
const table = (properties: object) => ({
  Table: { Type: 'AWS::DynamoDB::Table', Properties: { ...TABLE, ...properties } },
});
const queue = (name: string, QueueName?: string) => ({
  [name]: { Type: 'AWS::SQS::Queue', Properties: QueueName ? { QueueName } : {} },
});

/** Starts a template of these resources on the data of the previous start. */
function start(Resources: object) {
  const assembly = join(folder, 'assembly');
  mkdirSync(assembly, { recursive: true });
  writeFileSync(join(assembly, 'app.template.json'), JSON.stringify({ Resources }));
  const properties = { templateFile: 'app.template.json' };
  const artifacts = { app: { type: 'aws:cloudformation:stack', properties } };
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ version: '1.0.0', artifacts }));
  return startCloud({ assembly, dataDirectory: join(folder, 'data') });
}

async function withCloud<T>(
  resources: object,
  use: (cloud: Awaited<ReturnType<typeof start>>) => Promise<T>,
): Promise<T> {
  const cloud = await start(resources);
  try {
    return await use(cloud);
  } finally {
    await cloud.close();
  }
}

const inTable = (action: string, input: object) => (cloud: Awaited<ReturnType<typeof start>>) =>
  cloud.services.dynamodb.actions[action]!({ TableName: 'things', ...input }, testCall);
const put = inTable('PutItem', { Item: { pk: { S: 'a' }, color: { S: 'red' } } });

test('an index that the template adds contains the earlier items; one that it drops is gone', async () => {
  await withCloud(table({}), put);
  const indexed = table({ AttributeDefinitions: texts('pk', 'color'), GlobalSecondaryIndexes: [byColor] });
  const query = {
    IndexName: 'byColor',
    KeyConditionExpression: 'color = :c',
    ExpressionAttributeValues: { ':c': { S: 'red' } },
  };
  expect((await withCloud(indexed, inTable('Query', query))).Count).toBe(1);
  expect((await withCloud(indexed, inTable('Query', query))).Count).toBe(1);
  await expect(withCloud(table({}), inTable('Query', query))).rejects.toThrow(
    'does not have the specified index',
  );
});

test('a table whose key changed is refused in one line, and keeps its items', async () => {
  await withCloud(table({}), put);
  const changed = table({ KeySchema: keys('id'), AttributeDefinitions: texts('id') });
  await expect(start(changed)).rejects.toThrow(
    /^app\/Table \(AWS::DynamoDB::Table\): the key schema of things changed [^\n]+$/,
  );
  expect((await withCloud(table({}), inTable('Scan', {}))).Count).toBe(1);
});

test('TTL follows the template', async () => {
  const withTtl = (AttributeName: string) =>
    table({ TimeToLiveSpecification: { AttributeName, Enabled: true } });
  const described = async (resources: object) =>
    (await withCloud(resources, inTable('DescribeTimeToLive', {}))).TimeToLiveDescription.AttributeName;
  expect(await described(withTtl('until'))).toBe('until');
  expect(await described(withTtl('until'))).toBe('until');
  expect(await described(withTtl('end'))).toBe('end');
  expect(await described(table({}))).toBeUndefined();
});

test('a queue that the template adds is created beside the earlier ones, which keep their messages', async () => {
  const QueueUrl = 'http://127.0.0.1:1/000000000000/jobs';
  await withCloud(queue('Jobs', 'jobs'), ({ services }) =>
    services.sqs.actions['SendMessage']!({ QueueUrl, MessageBody: 'a' }, testCall),
  );
  const { QueueUrls, Messages } = await withCloud(
    { ...queue('Jobs', 'jobs'), ...queue('More', 'more') },
    async ({ services: { sqs } }) => ({
      ...(await sqs.actions['ListQueues']!({}, testCall)),
      ...(await sqs.actions['ReceiveMessage']!({ QueueUrl }, testCall)),
    }),
  );
  expect(QueueUrls).toHaveLength(2);
  expect(Messages).toMatchObject([{ Body: 'a' }]);
});
