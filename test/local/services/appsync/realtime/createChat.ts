import { buildSchema, executeSync, getArgumentValues, GraphQLError, parse, validate, type FieldNode, type OperationDefinitionNode } from 'graphql';
import type { FeedRecord } from '../../../../../local/platform/Feed.ts';
import { createWorld } from '../../../../../local/platform/createWorld.ts';
import type { Api, AuthMode } from '../../../../../local/services/appsync/Api.ts';
import { createAppSyncOver } from '../../../../../local/services/appsync/createAppSyncOver.ts';
import type { Execution, ExecutionHooks } from '../../../../../local/services/appsync/Execution.ts';
import type { GraphqlRequest, GraphqlResult } from '../../../../../local/services/appsync/GraphqlRequest.ts';
import type { Subscription } from '../../../../../local/services/appsync/Subscription.ts';
import { createCognito } from '../../../../../local/services/cognito/createCognito.ts';
import { createIam } from '../../../../../local/services/iam/createIam.ts';

export const API_KEY = 'da2-abcdefghijklmnopqrstuvwxyz';
export const API_ID = 'chat';
/** 2026-01-01T00:00:00Z */
export const NEW_YEAR = 1767225600000;

const schema = buildSchema(`
  directive @aws_subscribe(mutations: [String]) on FIELD_DEFINITION
  type Author { name: String }
  type Post { room: String, text: String, size: Int, tags: [String], author: Author, authors: [Author] }
  type Query { motto: String }
  type Mutation { post(room: String, text: String, size: Int, tags: [String], author: String): Post, shut(room: String): Boolean }
  type Subscription { onPost(room: String, size: Int): Post @aws_subscribe(mutations: ["post"]) }
`);

export type Filters = Pick<Subscription, 'filter' | 'invalidationFilter'>;

export interface ChatOptions {
  /** @default API_KEY alone */
  readonly authModes?: readonly AuthMode[];
  /** What each subscription's resolver sets. */
  readonly filters?: Filters;
  /** Awaited before a subscription is established. */
  readonly beforeSubscribing?: () => Promise<void>;
  /** @default time stands still at NEW_YEAR */
  readonly frozenAt?: number;
}

/** A chat API: `post` feeds `onPost`, `shut` invalidates. It runs on graphql-js alone. */
export function createChat({ authModes = [{ type: 'API_KEY' }], frozenAt = NEW_YEAR, ...options }: ChatOptions = {}) {
  const world = createWorld({ frozenAt, seed: 1 });
  const feed: FeedRecord[] = [];
  world.feed.subscribe((record) => feed.push(record));
  const iam = createIam(world);
  const requests: GraphqlRequest[] = [];
  const cognito = createCognito(world);
  const appsync = createAppSyncOver(world, { iam, cognito }, (hooks) =>
    createChatExecution(hooks, options, requests),
  );
  appsync.createApi(chatApi(authModes, frozenAt));
  const call = (request: Partial<Parameters<typeof appsync.handleHttp>[1]>) =>
    appsync.handleHttp(API_ID, { method: 'POST', path: '/graphql', headers: { 'x-api-key': API_KEY }, body: '', sourceIp: '127.0.0.1', ...request });
  const run = async (query: string, variables: object = {}): Promise<any> => {
    const { body } = await call({ body: JSON.stringify({ query, variables }) });
    return JSON.parse(String(body));
  };
  return { world, appsync, iam, cognito, feed, requests, call, run };
}

export type Chat = ReturnType<typeof createChat>;

const chatApi = (authModes: readonly AuthMode[], now: number): Api => ({
  apiId: API_ID,
  arn: `arn:aws:appsync:us-east-1:000000000000:apis/${API_ID}`,
  name: 'chat',
  endpointArn: `arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/${API_ID}`,
  authModes,
  environmentVariables: {},
  introspection: true,
  queryDepthLimit: 0,
  resolverCountLimit: 0,
  schema,
  dataSources: new Map(),
  functions: new Map(),
  resolvers: new Map(),
  apiKeys: new Map([[API_KEY, { expires: now / 1000 + 7 * 24 * 3600 }]]),
});

function createChatExecution(hooks: ExecutionHooks, options: ChatOptions, requests: GraphqlRequest[]): Execution {
  const roots = {
    motto: 'be brief',
    post: ({ author, ...post }: any) => ({ ...post, author: { name: author ?? null }, authors: [{ name: author ?? null }] }),
    shut: () => true,
  };
  return {
    async execute(api, request) {
      requests.push(request);
      if (request.query.includes('fault')) throw new Error('a fault of ours');
      request.addResponseHeader?.('X-Tint', 'blue');
      const document = parse(request.query);
      const result = executeSync({ schema, document, rootValue: roots, variableValues: request.variables ?? {} }) as GraphqlResult;
      for (const field of fieldsOf(document.definitions[0] as OperationDefinitionNode)) {
        const args = getArgumentValues(schema.getMutationType()!.getFields()[field.name.value] ?? { args: [] } as any, field, request.variables as any);
        if (field.name.value === 'post') hooks.published(api, { mutation: 'post', value: result.data!['post'] as any, traceId: request.traceId });
        if (field.name.value === 'shut') hooks.invalidated(api, { subscriptionField: 'onPost', payload: args });
      }
      return result;
    },
    async subscribe(_api, request) {
      requests.push(request);
      await options.beforeSubscribing?.();
      const document = parse(request.query);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors: errors.map(({ message }: GraphQLError) => ({ message })) };
      const [field] = fieldsOf(document.definitions[0] as OperationDefinitionNode);
      const definition = schema.getSubscriptionType()!.getFields()[field!.name.value]!;
      return {
        field: definition.name,
        mutations: ['post'],
        args: getArgumentValues(definition, field!, request.variables as any),
        ...options.filters,
        complete: (published) => executeSync({ schema, document, rootValue: { onPost: published }, variableValues: request.variables ?? {} }) as GraphqlResult,
      };
    },
  };
}

const fieldsOf = ({ selectionSet }: OperationDefinitionNode) => selectionSet.selections as readonly FieldNode[];
