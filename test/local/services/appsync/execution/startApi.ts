import { createWorld } from '../../../../../local/platform/World.ts';
import type { FeedRecord } from '../../../../../local/platform/Feed.ts';
import { newTraceId } from '../../../../../local/platform/traceIds.ts';
import type { Api, DataSource } from '../../../../../local/services/appsync/Api.ts';
import type { DataSourceDependencies } from '../../../../../local/services/appsync/dataSources/DataSourceCall.ts';
import { createExecution } from '../../../../../local/services/appsync/execution/createExecution.ts';
import { createSchema } from '../../../../../local/services/appsync/execution/createSchema.ts';
import type {
  ExecutionHooks,
  Invalidation,
  Publication,
} from '../../../../../local/services/appsync/Execution.ts';
import type { GraphqlRequest, GraphqlResult } from '../../../../../local/services/appsync/GraphqlRequest.ts';
import { createDynamoDb } from '../../../../../local/services/dynamodb/createDynamoDb.ts';
import { createIam } from '../../../../../local/services/iam/createIam.ts';
import type { Lambda } from '../../../../../local/services/lambda/Lambda.ts';
import { trust } from '../../../../support/trust.ts';

export interface Given {
  readonly schema: string;
  /** Code by `Type.field`: one module of the unit resolver on `source`, or several of a pipeline. */
  readonly resolvers?: Readonly<Record<string, string | readonly string[]>>;
  /** @default NONE */
  readonly source?: DataSource;
  readonly api?: Partial<Api>;
  readonly maxBatchSize?: number;
  readonly hooks?: Partial<ExecutionHooks>;
  readonly lambda?: Partial<Lambda>;
  readonly http?: DataSourceDependencies['http'];
}

export const ROLE = 'arn:aws:iam::000000000000:role/source';
const FROZEN_AT = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

/** An API of nothing but what is given, on a cloud whose time stands still. */
export function startApi(given: Given) {
  const world = createWorld({ seed: 1, frozenAt: FROZEN_AT });
  const feed: FeedRecord[] = [];
  const published: Publication[] = [];
  const invalidated: Invalidation[] = [];
  world.feed.subscribe((record) => feed.push(record));

  const iam = createIam(world);
  iam.createRole({
    roleName: 'source',
    roleArn: ROLE,
    trustPolicy: trust('appsync'),
    managedPolicyArns: [],
    policies: [],
  });
  const dynamodb = createDynamoDb(world);
  const http = given.http ?? (async () => Promise.reject(new Error('nothing to call')));
  const dependencies = { dynamodb, iam, http, lambda: { actions: {}, ...given.lambda } as Lambda };
  const execution = createExecution(world, dependencies, {
    isAuthorized: () => true,
    published: (_, publication) => published.push(publication),
    invalidated: (_, invalidation) => invalidated.push(invalidation),
    ...given.hooks,
  });
  const api = createApi(given);
  const request = (
    query: string,
    variables?: Record<string, unknown>,
    rest?: Partial<GraphqlRequest>,
  ): GraphqlRequest => ({
    query,
    variables: variables ?? null,
    caller: { mode: 'API_KEY', identity: null, groups: [], label: 'API key' },
    headers: { 'x-api-key': 'k' },
    traceId: newTraceId(world.clock.now(), world.random),
    ...rest,
  });

  return {
    world,
    api,
    feed,
    published,
    invalidated,
    dynamodb,
    execution,
    run: (
      query: string,
      variables?: Record<string, unknown>,
      rest?: Partial<GraphqlRequest>,
    ): Promise<GraphqlResult> => execution.execute(api, request(query, variables, rest)),
    subscribe: (query: string, variables?: Record<string, unknown>) =>
      execution.subscribe(api, request(query, variables)),
  };
}

function createApi({
  schema,
  resolvers = {},
  source = { name: 'source', type: 'NONE' },
  api,
  maxBatchSize = 0,
}: Given): Api {
  const made: Api = {
    apiId: 'api1',
    arn: 'arn:aws:appsync:us-east-1:000000000000:apis/api1',
    name: 'things',
    endpointArn: 'arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/e1',
    authModes: [{ type: 'API_KEY' }],
    environmentVariables: { STAGE: 'test' },
    introspection: true,
    queryDepthLimit: 0,
    resolverCountLimit: 0,
    schema: createSchema(schema),
    dataSources: new Map([[source.name, source]]),
    functions: new Map(),
    resolvers: new Map(),
    apiKeys: new Map(),
    ...api,
  };
  for (const [coordinates, code] of Object.entries(resolvers))
    addResolver(made, coordinates, code, maxBatchSize);
  return made;
}

function addResolver(
  api: Api,
  coordinates: string,
  code: string | readonly string[],
  maxBatchSize: number,
): void {
  const [typeName, fieldName] = coordinates.split('.') as [string, string];
  const dataSourceName = [...api.dataSources.keys()][0]!;
  if (typeof code === 'string') {
    const own = code === '' ? {} : { code: { source: code } };
    api.resolvers.set(coordinates, {
      typeName,
      fieldName,
      kind: 'UNIT',
      dataSourceName,
      maxBatchSize,
      ...own,
    });
    return;
  }
  const [own, ...steps] = code;
  const functionIds = steps.map((source, at) => {
    const functionId = `${fieldName}${at}`;
    api.functions.set(functionId, { functionId, name: functionId, dataSourceName, code: { source } });
    return functionId;
  });
  api.resolvers.set(coordinates, {
    typeName,
    fieldName,
    kind: 'PIPELINE',
    functionIds,
    code: { source: own! },
  });
}

/** A module whose data source gives back `payload` and whose answer is `answer`, both expressions of `ctx`. */
export const handlers = (payload: string, answer = 'ctx.result') => `
  import { util, extensions, runtime } from '@aws-appsync/utils';
  export function request(ctx) { return { payload: ${payload} }; }
  export function response(ctx) { return ${answer}; }
`;
