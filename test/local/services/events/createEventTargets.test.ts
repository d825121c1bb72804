import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FeedRecord } from '../../../../local/platform/Feed.ts';
import { createWorld } from '../../../../local/platform/World.ts';
import { createAppSync } from '../../../../local/services/appsync/createAppSync.ts';
import { createSchema } from '../../../../local/services/appsync/execution/createSchema.ts';
import { createCognito } from '../../../../local/services/cognito/createCognito.ts';
import { createDynamoDb } from '../../../../local/services/dynamodb/createDynamoDb.ts';
import { createEventTargets } from '../../../../local/services/events/createEventTargets.ts';
import { createEvents } from '../../../../local/services/events/createEvents.ts';
import { createIam } from '../../../../local/services/iam/createIam.ts';
import { createLambda } from '../../../../local/services/lambda/createLambda.ts';
import { createSqs } from '../../../../local/services/sqs/createSqs.ts';
import { trust } from '../../../support/trust.ts';
import { caller } from './createBench.ts';

const ROLE = 'arn:aws:iam::000000000000:role/publisher';
const API = 'arn:aws:appsync:us-east-1:000000000000:apis/api1';
const ENDPOINT = 'arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/e1';
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:worker';
const SCHEMA = `
  type Query { said: String }
  type Mutation { say(text: String!, times: Int): String @aws_iam }
`;
const SAY = `
  import { util } from '@aws-appsync/utils';
  export const request = (ctx) => {
    if (ctx.args.text === 'no') util.error('not that', 'Refused');
    return { payload: ctx.identity.userArn + ' says ' + ctx.args.text };
  };
  export const response = (ctx) => ctx.result;
`;
const OPERATION = 'mutation Say($text: String!, $times: Int) { say(text: $text, times: $times) }';

/** Rules of the account may have the role. */
const trustPolicy = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'aws:SourceAccount': '000000000000' },
      ArnEquals: { 'aws:SourceArn': 'arn:aws:events:us-east-1:000000000000:rule/rule' },
    },
  },
};

/** What whoever has the role may do. */
const mayPublish = {
  policyName: 'publish',
  document: {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 'appsync:GraphQL', Resource: `${API}/types/Mutation/fields/say` },
  },
};

/** The real services that rules deliver to, joined as the cloud joins them. */
function createServices() {
  const world = createWorld({ frozenAt: Date.UTC(2026, 0, 31, 12), seed: 5 });
  const iam = createIam(world);
  for (const roleName of ['publisher', 'worker']) {
    const roleArn = `arn:aws:iam::000000000000:role/${roleName}`;
    const trusted = roleName === 'worker' ? trust('lambda') : trustPolicy;
    const policies = roleName === 'worker' ? [] : [mayPublish];
    iam.createRole({ roleName, roleArn, trustPolicy: trusted, managedPolicyArns: [], policies });
  }
  const sqs = createSqs(world);
  const dynamodb = createDynamoDb(world);
  const lambda = createLambda(world, { iam, awsEndpointUrl: () => 'http://127.0.0.1:1' });
  const http = () => Promise.reject(new Error('nothing to call'));
  const appsync = createAppSync(world, { cognito: createCognito(world), dynamodb, lambda, iam, http });
  const targets = createEventTargets({ sqs, lambda, appsync });
  const events = createEvents(world, { targets, sqs, assumeRole: iam.assumeRole });
  const records: FeedRecord[] = [];
  world.feed.subscribe((record) => records.push(record));
  appsync.createApi({
    apiId: 'api1',
    arn: API,
    name: 'things',
    endpointArn: ENDPOINT,
    authModes: [{ type: 'AWS_IAM' }],
    environmentVariables: {},
    introspection: true,
    queryDepthLimit: 0,
    resolverCountLimit: 0,
    schema: createSchema(SCHEMA),
    dataSources: new Map([['none', { name: 'none', type: 'NONE' }]]),
    functions: new Map(),
    resolvers: new Map([
      [
        'Mutation.say',
        {
          typeName: 'Mutation',
          fieldName: 'say',
          kind: 'UNIT',
          dataSourceName: 'none',
          code: { source: SAY },
          maxBatchSize: 0,
        },
      ],
    ]),
    apiKeys: new Map(),
  });
  return { world, sqs, dynamodb, lambda, appsync, events, records };
}

let cloud: ReturnType<typeof createServices>;
beforeEach(() => {
  cloud = createServices();
});
afterEach(async () => {
  for (const service of [cloud.events, cloud.appsync, cloud.lambda, cloud.dynamodb]) await service.close();
});

async function deliver(target: object, detail: object, Name = 'rule') {
  const act = (action: string, input: object) => cloud.events.actions[action]!(input, caller);
  await act('PutRule', { Name, EventPattern: '{"source":["shop"]}' });
  await act('PutTargets', { Rule: Name, Targets: [{ Id: 'one', ...target }] });
  await act('PutEvents', {
    Entries: [{ Source: 'shop', DetailType: 'sold', Detail: JSON.stringify(detail) }],
  });
  await cloud.world.activity.idle();
}

const ofKind = (kind: FeedRecord['kind']) => cloud.records.filter((record) => record.kind === kind);

describe('an AppSync API', () => {
  const publish = {
    Arn: ENDPOINT,
    RoleArn: ROLE,
    AppSyncParameters: { GraphQLOperation: OPERATION },
    InputPath: '$.detail',
  };

  test('runs the operation in the role’s name, with the input as its variables', async () => {
    await deliver(publish, { text: 'hello', times: 2 });
    expect(ofKind('request')).toMatchObject([
      { operation: 'mutation', fields: ['say'], errors: [], caller: 'publisher', traceId: caller.traceId },
    ]);
    expect(ofKind('failure')).toEqual([]);
  });

  test('whose operation returns errors received the event, and the errors are on the feed', async () => {
    await deliver(publish, { text: 'no' });
    await cloud.world.clock.advance(60_000);
    expect(ofKind('request')).toHaveLength(1);
    expect(ofKind('failure')).toMatchObject([
      {
        source: 'rule rule',
        code: 'Refused',
        message: expect.stringContaining('not that (delivered nevertheless)'),
      },
    ]);
  });

  test('refuses variables that are not an object', async () => {
    await deliver({ ...publish, InputPath: '$.detail.text' }, { text: 'hello' });
    expect(ofKind('failure')).toMatchObject([{ code: 'INVALID_JSON' }]);
  });

  test('that does not exist is not tried again', async () => {
    await deliver({ ...publish, Arn: ENDPOINT.replace('e1', 'e2') }, { text: 'hello' });
    expect(ofKind('failure')).toMatchObject([{ code: 'NO_RESOURCE' }]);
  });

  test('is not reached without the role', async () => {
    await deliver({ ...publish, RoleArn: ROLE.replace('publisher', 'nobody') }, { text: 'hello' });
    expect(ofKind('failure')).toMatchObject([{ code: 'FAILED_TO_ASSUME_ROLE' }]);
  });

  test('is not reached where the role’s trust policy does not let the rule have the role', async () => {
    await deliver(publish, { text: 'hi' }, 'other');
    const message = `User: events.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
    expect(ofKind('failure')).toMatchObject([
      { code: 'FAILED_TO_ASSUME_ROLE', message: expect.stringContaining(`${message} (`) },
    ]);
    expect(ofKind('denial')).toMatchObject([{ action: 'sts:AssumeRole', resource: ROLE }]);
    expect(ofKind('request')).toEqual([]);
  });

  test('without an operation or a role is refused', async () => {
    await expect(deliver({ Arn: ENDPOINT, RoleArn: ROLE }, {})).rejects.toThrow(
      'GraphQLOperation is required',
    );
    await expect(deliver({ ...publish, RoleArn: undefined }, {})).rejects.toThrow('RoleArn is required');
  });
});

describe('a function', () => {
  test('is invoked with the input, and its failures are Lambda’s to retry', async () => {
    cloud.lambda.createFunction({
      functionName: 'worker',
      functionArn: FUNCTION,
      handler: 'index.handler',
      codePath: '',
      inlineCode: "exports.handler = async (event) => { throw new Error('about ' + event.text); };",
      runtime: 'nodejs24.x',
      timeoutMs: 3000,
      memoryMb: 128,
      environment: {},
      roleArn: ROLE.replace('publisher', 'worker'),
    });
    cloud.lambda.addPermission('worker', {
      statementId: 'rules',
      action: 'lambda:InvokeFunction',
      principal: 'events.amazonaws.com',
    });
    await deliver({ Arn: FUNCTION, InputPath: '$.detail' }, { text: 'hello' });
    expect(ofKind('invocation')).toMatchObject([
      {
        functionName: 'worker',
        outcome: 'failed',
        error: expect.stringContaining('about hello'),
        traceId: caller.traceId,
      },
    ]);
    expect(
      cloud.records.filter((record) => record.kind === 'failure' && record.source === 'rule rule'),
    ).toEqual([]);
  });

  test('that does not exist is not tried again', async () => {
    await deliver({ Arn: FUNCTION }, {});
    expect(ofKind('failure')).toMatchObject([{ code: 'NO_RESOURCE' }]);
  });
});
