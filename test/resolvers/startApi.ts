import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { readFileSync } from 'node:fs';
import type { HttpResponse } from '../../local/platform/HttpMessage.ts';
import { createWorld } from '../../local/platform/World.ts';
import { createDynamoDb } from '../../local/services/dynamodb/createDynamoDb.ts';
import { createIam } from '../../local/services/iam/createIam.ts';
import type { Api, Resolver } from '../../local/services/appsync/Api.ts';
import { isAuthorized } from '../../local/services/appsync/auth/isAuthorized.ts';
import { createExecution } from '../../local/services/appsync/execution/createExecution.ts';
import { createSchema } from '../../local/services/appsync/execution/createSchema.ts';
import type { Caller } from '../../local/services/appsync/GraphqlRequest.ts';
import { bundleResolvers } from '../../lib/bundles/bundleResolvers.ts';
import { createTable } from '../support/createTable.ts';
import { testCall } from '../support/serveActions.ts';

type Actions = ReturnType<typeof createDynamoDb>['actions'];

export const today = '2030-05-10';
const roleArn = 'arn:aws:iam::000000000000:role/api';

/** Fields answered by one file, and those answered by several. */
const units: [typeName: string, path: string, source?: string][] = [
  ['Mutation', 'accounts/createUserAccount'],
  ['Query', 'accounts/getUserAccount'],
  ['Mutation', 'accounts/updateUserAccount'],
  ['Mutation', 'accounts/enableUser'],
  ['Mutation', 'accounts/disableUser'],
  ['Query', 'accounts/getAllUserAccounts'],
  ['Mutation', 'apartments/createBuilding'],
  ['Query', 'apartments/getBuilding'],
  ['Query', 'apartments/listBuildings'],
  ['Building', 'apartments/apartments'],
  ['Mutation', 'apartments/createApartment'],
  ['Query', 'apartments/listApartments'],
  ['Mutation', 'bookings/publishBookingStatus', 'none'],
  ['Mutation', 'orders/simulateRawEvent'],
  ['Subscription', 'bookings/onBookingStatus', 'none'],
  ['Query', 'orders/order'],
  ['Mutation', 'orders/publishOrderStatus', 'none'],
  ['Subscription', 'orders/onOrderStatus', 'none'],
  ['Mutation', 'inventory/restockSku'],
  ['Query', 'inventory/listSkus'],
  ['Mutation', 'inventory/publishStockLevel', 'none'],
  ['Subscription', 'inventory/onStockLevel', 'none'],
];
const pipelines = {
  createApartmentBooking: [
    'bookings/createApartmentBooking.validate',
    'bookings/createApartmentBooking.claim',
    'bookings/createApartmentBooking.join',
    'enqueue',
    'bookings/createApartmentBooking.release',
  ],
  payBooking: [
    'payments/payBooking.validate',
    'payments/payBooking.claim',
    'enqueue',
    'payments/payBooking.release',
  ],
  createServiceBooking: [
    'bookings/createServiceBooking.validate',
    'bookings/createServiceBooking.claim',
    'bookings/createServiceBooking.join',
    'enqueue',
    'bookings/createServiceBooking.release',
  ],
  placeOrder: [
    'orders/placeOrder.validate',
    'orders/placeOrder.claim',
    'orders/placeOrder.join',
    'enqueue',
    'orders/placeOrder.release',
  ],
  cancelOrder: ['orders/cancelOrder.read', 'orders/cancelOrder.move'],
  shipOrder: ['orders/shipOrder.read', 'orders/shipOrder.move'],
  deliverOrder: ['orders/deliverOrder.read', 'orders/deliverOrder.move'],
  deleteUserAccount: ['accounts/deleteUserAccount.check', 'accounts/deleteUserAccount.delete'],
  updateBooking: ['bookings/updateBooking.read', 'bookings/updateBooking.change'],
  cancelBooking: [
    'bookings/cancelBooking.read',
    'bookings/cancelBooking.hold',
    'bookings/cancelBooking.cancel',
  ],
  confirmBooking: ['bookings/confirmBooking.read', 'bookings/confirmBooking.approve'],
};

const queryPipelines = {
  getBooking: ['bookings/getBooking.read', 'bookings/getBooking.users'],
  bookingsPerUser: ['bookings/bookingsPerUser.query', 'bookings/bookingsPerUser.users'],
  getAllBookingsPerApartment: [
    'bookings/getAllBookingsPerApartment.query',
    'bookings/getAllBookingsPerApartment.users',
  ],
  listOrders: ['orders/listOrders.query', 'orders/listOrders.progress'],
  listOrderPayments: ['orders/listOrderPayments.query', 'orders/listOrderPayments.payments'],
};

const bundles = bundleResolvers(process.cwd());
const codeOf = (path: string) => ({ source: bundles.get(path)! });
const fieldOf = (path: string) => path.replace(/^.*\//, '');

const around = (stash: string) => ({
  source: `export function request(ctx) { ${stash} return {}; } export function response(ctx) { return ctx.prev.result; }`,
});

const resolvers = (): Resolver[] => [
  ...units.map(([typeName, path, dataSourceName = 'table']) => ({
    kind: 'UNIT' as const,
    typeName,
    fieldName: fieldOf(path),
    dataSourceName,
    code: codeOf(path),
    maxBatchSize: 0,
  })),
  ...[
    ...Object.entries(pipelines).map((pipeline) => ['Mutation', ...pipeline] as const),
    ...Object.entries(queryPipelines).map((pipeline) => ['Query', ...pipeline] as const),
  ].map(([typeName, fieldName, functionIds]) => ({
    kind: 'PIPELINE' as const,
    typeName,
    fieldName,
    functionIds,
    code: around("ctx.stash.queueUrl = 'https://queue';"),
  })),
];

const createApi = (): Api => ({
  apiId: 'api',
  arn: 'arn:api',
  name: 'api',
  endpointArn: 'arn:endpoint',
  authModes: [
    { type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: 'pool', defaultAction: 'ALLOW' },
    { type: 'AWS_IAM' },
    { type: 'API_KEY' },
  ],
  environmentVariables: { TABLE_NAME: 'table', HOLD_HOURS: '48', EVENT_TTL_DAYS: '30' },
  introspection: true,
  queryDepthLimit: 0,
  resolverCountLimit: 0,
  schema: createSchema(readFileSync('schema.graphql', 'utf8')),
  dataSources: new Map([
    ['table', { name: 'table', type: 'AMAZON_DYNAMODB', tableName: 'table', roleArn }],
    ['queues', { name: 'queues', type: 'HTTP', endpoint: 'https://sqs.us-east-1.amazonaws.com' }],
    ['none', { name: 'none', type: 'NONE' }],
  ]),
  functions: new Map(
    [...Object.values(pipelines), ...Object.values(queryPipelines)].flat().map((path) => [
      path,
      {
        functionId: path,
        name: fieldOf(path),
        dataSourceName: path === 'enqueue' ? 'queues' : 'table',
        code: codeOf(path),
      },
    ]),
  ) as Api['functions'],
  resolvers: new Map(resolvers().map((resolver) => [`${resolver.typeName}.${resolver.fieldName}`, resolver])),
  apiKeys: new Map(),
});

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

/** The deployed resolvers over a table in memory, at noon of `today`; SQS answers what the test says. */
export const startApi = async () => {
  const world = createWorld({ frozenAt: Date.parse(`${today}T12:00:00Z`), seed: 1 });
  const iam = createIam(world);
  iam.createRole({ roleName: 'api', roleArn, trustPolicy: {}, managedPolicyArns: [], policies: [] });
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
  const api = createApi();
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
