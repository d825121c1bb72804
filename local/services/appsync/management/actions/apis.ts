import { introspectionFromSchema } from 'graphql';
import { z } from 'zod';
import { AwsError } from '../../../../platform/AwsError.ts';
import type { Actions } from '../../../../platform/Call.ts';
import type { Api, AuthMode } from '../../Api.ts';
import { parseInput } from '../errors.ts';
import { ofApi, page, pageOf } from '../inputs.ts';
import type { ManagedApis } from '../ManagedApis.ts';
import { printSchema } from '../printSchema.ts';

const oneApi = z.object(ofApi);
const apisPage = z.object(page);
const apiPage = z.object({ ...ofApi, ...page });
const introspection = z.object({
  ...ofApi,
  format: z.enum(['SDL', 'JSON']),
  includeDirectives: z.enum(['true', 'false']).default('true'),
});

/** What can be asked of an API as a whole. */
export const apiActions = (managed: ManagedApis): Actions => ({
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListGraphqlApis.html */
  async ListGraphqlApis(input: unknown) {
    const { items, ...next } = pageOf(managed.all(), parseInput(apisPage, input));
    return { graphqlApis: items.map((api) => describeApi(api, managed)), ...next };
  },
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetGraphqlApi.html */
  async GetGraphqlApi(input: unknown) {
    return { graphqlApi: describeApi(managed.find(parseInput(oneApi, input).apiId), managed) };
  },
  /** Everybody who may list them may use them, as on AWS: https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListApiKeys.html */
  async ListApiKeys(input: unknown) {
    const asked = parseInput(apiPage, input);
    const { items, ...next } = pageOf([...managed.find(asked.apiId).apiKeys], asked);
    return { apiKeys: items.map(([id, { expires }]) => ({ id, expires, deletes: expires + KEPT })), ...next };
  },
  /** Its output is the body as it is: https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetIntrospectionSchema.html */
  async GetIntrospectionSchema(input: unknown) {
    const { apiId, format, includeDirectives } = parseInput(introspection, input);
    const schema = schemaOf(managed.find(apiId));
    if (format === 'JSON') return { schema: JSON.stringify({ data: introspectionFromSchema(schema) }) };
    return { schema: printSchema(schema, { directives: includeDirectives === 'true' }) };
  },
  /** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetSchemaCreationStatus.html */
  async GetSchemaCreationStatus(input: unknown) {
    const { schema } = managed.find(parseInput(oneApi, input).apiId);
    return { status: schema ? 'SUCCESS' : 'NOT_APPLICABLE' };
  },
});

/** A key is kept for 60 days after it expired: https://docs.aws.amazon.com/appsync/latest/APIReference/API_ApiKey.html */
const KEPT = 60 * 86_400;

function schemaOf({ schema }: Api) {
  if (schema) return schema;
  throw new AwsError('GraphQLSchemaException', 'No schema definition exists.');
}

function describeApi(api: Api, managed: ManagedApis) {
  const [first, ...others] = api.authModes.map((mode) => modeOf(mode, managed));
  const addresses = managed.addressesOf(api);
  return {
    name: api.name,
    apiId: api.apiId,
    arn: api.arn,
    ...first,
    additionalAuthenticationProviders: others,
    // Chosen: where the API is here, as in the outputs. On AWS it would be at a name of its own.
    ...(addresses && { uris: { GRAPHQL: addresses.graphqlUrl, REALTIME: addresses.realtimeUrl } }),
    apiType: 'GRAPHQL',
    visibility: 'GLOBAL',
    owner: managed.account.accountId,
    xrayEnabled: false,
    introspectionConfig: api.introspection ? 'ENABLED' : 'DISABLED',
    queryDepthLimit: api.queryDepthLimit,
    resolverCountLimit: api.resolverCountLimit,
  };
}

const modeOf = (mode: AuthMode, { account }: ManagedApis) => ({
  authenticationType: mode.type,
  ...(mode.type === 'AMAZON_COGNITO_USER_POOLS' && {
    userPoolConfig: {
      userPoolId: mode.userPoolId,
      awsRegion: account.region,
      defaultAction: mode.defaultAction,
      appIdClientRegex: mode.appIdClientRegex,
    },
  }),
});
