import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudOptions, startCloud } from '../../../../../local/startCloud.ts';
import type { FeedRecord } from '../../../../../local/platform/Feed.ts';

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;

/** Starts a cloud of one stack that is not ours. Its account is 000000000000, and time stands still. */
export async function startForeignCloud(resources: Resources, options: Partial<CloudOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
  const stack = {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: 'Shop.json', stackName: 'Shop' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts: { Shop: stack } }));
  writeFileSync(join(folder, 'Shop.json'), JSON.stringify({ Resources: resources }));
  const cloud = await startCloud({
    assembly: folder,
    seed: 1,
    frozenAt: Date.UTC(2027, 0, 20, 10),
    ...options,
  });
  const records: FeedRecord[] = [];
  cloud.world.feed.subscribe((record) => records.push(record));
  return { cloud, records };
}

export const getAtt = (name: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [name, attribute] });

export const statement = (Action: string | string[], Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

/** A role that a service may assume, with one inline policy named `own`. */
export const role = (service: string, statements: readonly object[], more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole' },
      ],
    },
    ...(statements.length > 0 && {
      Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    }),
    ...more,
  },
});

/** A function that sends the command it is told to with the AWS SDK, and returns the answer or the error. */
export const sender = (roleName: string, more: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'sender',
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Timeout: 30,
    Role: getAtt(roleName),
    Code: { ZipFile: SENDER },
    ...more,
  },
});

const SENDER = `
exports.handler = async ({ client, command, input }) => {
  const sdk = require('@aws-sdk/client-' + client);
  const Client = Object.values(sdk).find((member) => /^[A-Z].*Client$/.test(member.name ?? '') && member.name !== '__Client');
  try {
    return await new Client({ maxAttempts: 1 }).send(new sdk[command + 'Command'](input));
  } catch ({ name, message, $metadata, Code }) {
    return { error: { name, message, status: $metadata?.httpStatusCode, ...(Code && { Code }) } };
  }
};`;

export const table = (name: string) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'gsi1pk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'gsi1',
        KeySchema: [{ AttributeName: 'gsi1pk', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
});
