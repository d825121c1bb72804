import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { HttpResponse } from '../../local/platform/HttpMessage.ts';
import { createWorld } from '../../local/platform/World.ts';
import { createDynamoDb } from '../../local/services/dynamodb/createDynamoDb.ts';
import { createIam } from '../../local/services/iam/createIam.ts';
import { isAuthorized } from '../../local/services/appsync/auth/isAuthorized.ts';
import { createExecution } from '../../local/services/appsync/execution/createExecution.ts';
import type { Caller } from '../../local/services/appsync/GraphqlRequest.ts';
import { createTable } from '../support/createTable.ts';
import { testCall } from '../support/serveActions.ts';
import { deployedApi } from './deployedApi.ts';
import { trust } from '../support/trust.ts';

type Actions = ReturnType<typeof createDynamoDb>['actions'];

export const today = '2030-05-10';
const roleArn = 'arn:aws:iam::000000000000:role/api';

/** A person signed in with the groups. */
export const person = (sub: string, ...groups: string[]): Caller => ({
  mode: 'AMAZON_COGNITO_USER_POOLS',
  identity: {
    sub,
    username: sub,
    issuer: 'pool',
    claims: {},
    sourceIp: [],
    groups: groups.length > 0 ? groups : null,
    defaultAuthStrategy: 'ALLOW',
  },
  groups,
  label: sub,
});

export const admin = person('admin-1', 'Admins');
export const caretaker = person('caretaker-1', 'Caretakers');
export const tenant = person('tenant-1', 'Tenants');
export const otherTenant = person('tenant-2', 'Tenants');
export const apiKey: Caller = { mode: 'API_KEY', identity: null, groups: [], label: 'API key' };
export const bus: Caller = { mode: 'AWS_IAM', identity: {}, groups: [], label: 'bus' };

/** The table as it is, past the resolvers and whatever a test has put in their way. */
const contentOf = ({ PutItem, GetItem, Scan }: Actions) => ({
  put: (...rows: object[]) =>
    Promise.all(rows.map((row) => PutItem!({ TableName: 'table', Item: marshall(row) }, testCall))),

  row: async (key: object): Promise<any> => {
    const { Item } = await GetItem!({ TableName: 'table', Key: marshall(key) }, testCall);
    return Item && unmarshall(Item);
  },

  rows: async (prefix = ''): Promise<any[]> => {
    const { Items } = await Scan!({ TableName: 'table' }, testCall);
    return Items.map((item: any) => unmarshall(item)).filter(({ sk }: any) => sk.startsWith(prefix));
  },
});

/**
 * The deployed resolvers over a table in memory, at noon of `today`; SQS answers what the test says. `environment` is what
 * they read instead of what the deployment's settings say.
 */
export const startApi = async (environment: Readonly<Record<string, string>> = {}) => {
  const world = createWorld({ frozenAt: Date.parse(`${today}T12:00:00Z`), seed: 1 });
  const iam = createIam(world);
  iam.createRole({
    roleName: 'api',
    roleArn,
    trustPolicy: trust('appsync'),
    managedPolicyArns: [],
    policies: [],
  });
  const dynamodb = createDynamoDb(world);
  await createTable(dynamodb.actions, 'table');
  const sent: { url: string; headers: Readonly<Record<string, string>>; body: any }[] = [];
  const tableActions = { ...dynamodb.actions };
  const sqs = { answer: async (): Promise<HttpResponse> => ({ status: 200, headers: {}, body: '{}' }) };
  const execution = createExecution(
    world,
    {
      iam,
      dynamodb: { ...dynamodb, actions: tableActions },
      // No field is answered by a function.
      lambda: undefined as never,
      http: async ({ url, headers, body }) => {
        sent.push({ url, headers, body: JSON.parse(body) });
        return sqs.answer();
      },
    },
    { isAuthorized, published: () => {}, invalidated: () => {} },
  );
  const deployed = deployedApi(roleArn);
  const api = { ...deployed, environmentVariables: { ...deployed.environmentVariables, ...environment } };
  const asked = (caller: Caller, query: string, variables: object) => ({
    query,
    variables: variables as Record<string, unknown>,
    caller,
    headers: {},
    traceId: testCall.traceId,
  });

  return {
    world,
    sqs,
    tableActions,
    /** Messages SQS was asked to take. */
    messages: () => sent.map(({ body }) => JSON.parse(body.MessageBody)),
    sent,

    /** The only field's value. Throws where there is an error. */
    run: async (caller: Caller, query: string, variables: object = {}): Promise<any> => {
      const { data, errors } = await execution.execute(api, asked(caller, query, variables));
      if (errors) throw new Error(JSON.stringify(errors));
      return Object.values(data!)[0];
    },

    /** The only error. */
    refusal: async (caller: Caller, query: string, variables: object = {}) => {
      const { errors } = await execution.execute(api, asked(caller, query, variables));
      return { count: errors?.length, ...errors?.[0] };
    },

    subscribe: (caller: Caller, query: string, variables: object = {}) =>
      execution.subscribe(api, asked(caller, query, variables)),

    ...contentOf(dynamodb.actions),
  };
};

export type StartedApi = Awaited<ReturnType<typeof startApi>>;
