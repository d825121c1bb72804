import { expect } from 'vitest';
import type { FeedRecord } from '../../../../../local/platform/Feed.ts';
import { createWorld } from '../../../../../local/platform/World.ts';
import type { Api, AuthMode, Resolver } from '../../../../../local/services/appsync/Api.ts';
import type { Execution, Subscription } from '../../../../../local/services/appsync/Execution.ts';
import type { GraphqlRequest } from '../../../../../local/services/appsync/GraphqlRequest.ts';
import { createAppSyncWithExecution } from '../../../../../local/services/appsync/createAppSync.ts';
import { createExecution } from '../../../../../local/services/appsync/execution/createExecution.ts';
import { createSchema } from '../../../../../local/services/appsync/execution/createSchema.ts';
import { createCognito } from '../../../../../local/services/cognito/createCognito.ts';
import { createDynamoDb } from '../../../../../local/services/dynamodb/createDynamoDb.ts';
import { createIam } from '../../../../../local/services/iam/createIam.ts';
import { createLambda } from '../../../../../local/services/lambda/createLambda.ts';

export const API_KEY = 'da2-abcdefghijklmnopqrstuvwxyz';
export const API_ID = 'chat';
/** 2026-01-01T00:00:00Z */
export const NEW_YEAR = 1767225600000;

const SCHEMA = `
  type Author @aws_api_key @aws_iam @aws_cognito_user_pools { name: String }
  type Post @aws_api_key @aws_iam @aws_cognito_user_pools {
    room: String, text: String, size: Int, tags: [String], author: Author, authors: [Author]
  }
  type Query @aws_api_key @aws_iam @aws_cognito_user_pools { motto: String }
  type Mutation @aws_api_key @aws_iam @aws_cognito_user_pools {
    post(room: String, text: String, size: Int, tags: [String], author: String): Post
    shut(room: String): Boolean
  }
  type Subscription @aws_api_key @aws_iam @aws_cognito_user_pools {
    onPost(room: String, size: Int): Post @aws_subscribe(mutations: ["post"])
  }
`;

export type Filters = Pick<Subscription, 'filter' | 'invalidationFilter'>;

export interface ChatOptions {
  /** @default API_KEY alone */
  readonly authModes?: readonly AuthMode[];
  /** What each subscription's resolver sets. */
  readonly filters?: Filters;
  /** Each subscription's resolver waits for this over HTTP. @default nothing */
  readonly beforeSubscribing?: () => Promise<void>;
}

/** A chat API: `post` publishes to `onPost`, `shut` invalidates its subscriptions. */
export function createChat(options: ChatOptions = {}) {
  const world = createWorld({ frozenAt: NEW_YEAR, seed: 1 });
  const feed: FeedRecord[] = [];
  world.feed.subscribe((record) => {
    if (record.kind !== 'request' && record.kind !== 'step') feed.push(record);
  });
  const requests: GraphqlRequest[] = [];
  const services = createServices(world, options);
  const appsync = createAppSyncWithExecution(world, services, (hooks) =>
    recording(createExecution(world, services, hooks), requests),
  );
  appsync.createApi(chatApi(options));
  const call = (request: Partial<Parameters<typeof appsync.handleHttp>[1]>) =>
    appsync.handleHttp(API_ID, {
      method: 'POST',
      path: '/graphql',
      headers: { 'x-api-key': API_KEY },
      body: '',
      sourceIp: '127.0.0.1',
      ...request,
    });
  const run = async (query: string, variables: object = {}): Promise<any> => {
    const { body } = await call({ body: JSON.stringify({ query, variables }) });
    return JSON.parse(String(body));
  };
  return { world, appsync, iam: services.iam, cognito: services.cognito, feed, requests, call, run };
}

export type Chat = ReturnType<typeof createChat>;

function createServices(world: ReturnType<typeof createWorld>, { beforeSubscribing }: ChatOptions) {
  const iam = createIam(world);
  const http = async () => {
    await beforeSubscribing?.();
    return { status: 200, headers: {}, body: '' };
  };
  const lambda = createLambda(world, { iam, awsEndpointUrl: () => 'http://127.0.0.1:1' });
  return { iam, cognito: createCognito(world), dynamodb: createDynamoDb(world), lambda, http };
}

/** Records the requests that reach the execution; `fault` in a query makes it throw a fault of ours. */
const recording = ({ execute, subscribe }: Execution, requests: GraphqlRequest[]): Execution => ({
  async execute(api, request) {
    requests.push(request);
    if (request.query.includes('fault')) throw new Error('a fault of ours');
    return execute(api, request);
  },
  async subscribe(api, request) {
    requests.push(request);
    if (request.query.includes('fault')) throw new Error('a fault of ours');
    return subscribe(api, request);
  },
});

const unit = (
  field: string,
  dataSourceName: string,
  request: string,
  response: string,
): [string, Resolver] => {
  const [typeName, fieldName] = field.split('.') as [string, string];
  const source = `
    import { extensions, util } from '@aws-appsync/utils';
    export const request = (ctx) => (${request});
    export function response(ctx) { ${response} }`;
  return [field, { typeName, fieldName, kind: 'UNIT', dataSourceName, maxBatchSize: 0, code: { source } }];
};

function chatApi({ authModes = [{ type: 'API_KEY' }], filters = {}, beforeSubscribing }: ChatOptions): Api {
  const set = (name: string, filter: unknown) =>
    filter ? `extensions.${name}(${JSON.stringify(filter)});` : '';
  const setFilters =
    set('setSubscriptionFilter', filters.filter) +
    set('setSubscriptionInvalidationFilter', filters.invalidationFilter);
  const author = '{ name: ctx.args.author }';
  return {
    apiId: API_ID,
    arn: `arn:aws:appsync:us-east-1:000000000000:apis/${API_ID}`,
    name: 'chat',
    endpointArn: `arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/${API_ID}`,
    authModes,
    environmentVariables: {},
    introspection: true,
    queryDepthLimit: 0,
    resolverCountLimit: 0,
    schema: createSchema(SCHEMA),
    dataSources: new Map([
      ['none', { name: 'none', type: 'NONE' }],
      ['web', { name: 'web', type: 'HTTP', endpoint: 'https://example.com' }],
    ]),
    functions: new Map(),
    resolvers: new Map([
      unit(
        'Query.motto',
        'none',
        '{ payload: "be brief" }',
        'util.http.addResponseHeader("X-Tint", "blue"); return ctx.result;',
      ),
      unit(
        'Mutation.post',
        'none',
        `{ payload: { ...ctx.args, author: ${author}, authors: [${author}] } }`,
        'return ctx.result;',
      ),
      unit(
        'Mutation.shut',
        'none',
        '{ payload: true }',
        'extensions.invalidateSubscriptions({ subscriptionField: "onPost", payload: ctx.args }); return true;',
      ),
      beforeSubscribing
        ? unit(
            'Subscription.onPost',
            'web',
            '{ method: "GET", resourcePath: "/" }',
            `${setFilters} return null;`,
          )
        : unit('Subscription.onPost', 'none', '{ payload: null }', `${setFilters} return null;`),
    ]),
    apiKeys: new Map([[API_KEY, { expires: NEW_YEAR / 1000 + 7 * 24 * 3600 }]]),
  };
}

/** Status, type and message of a refusal. Checks that its header has the type of its body. */
export const refusalOf = async (answer: ReturnType<ReturnType<typeof createChat>['call']>) => {
  const { status, headers, body } = await answer;
  const [error] = JSON.parse(String(body)).errors;
  expect(headers['x-amzn-errortype']).toBe(error.errorType);
  return [status, error.errorType, error.message];
};
