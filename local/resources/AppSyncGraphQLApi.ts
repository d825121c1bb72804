import { z } from 'zod';
import { BASE36 } from '../platform/Randomness.ts';
import { arnOf } from '../platform/arns.ts';
import { invariant } from '../platform/errors.ts';
import type { World } from '../platform/World.ts';
import type {
  Api,
  ApiKey,
  AuthMode,
  DataSource,
  PipelineFunction,
  Resolver,
} from '../services/appsync/Api.ts';
import { flag, inert, integer, text } from './common/properties.ts';
import { defineResource } from './common/ResourceType.ts';

const modeType = z.enum(['API_KEY', 'AWS_IAM', 'AMAZON_COGNITO_USER_POOLS']);
const userPool = { UserPoolId: text, AwsRegion: text.optional(), AppIdClientRegex: text.optional() };
const additionalProvider = z.strictObject({
  AuthenticationType: modeType,
  UserPoolConfig: z.strictObject(userPool).optional(),
});

type UserPoolConfig = z.output<typeof additionalProvider>['UserPoolConfig'] & {
  readonly DefaultAction?: 'ALLOW' | 'DENY';
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-graphqlapi.html */
export const AppSyncGraphQLApi = defineResource(
  z
    .strictObject({
      Name: text,
      AuthenticationType: modeType,
      UserPoolConfig: z
        .strictObject({ ...userPool, DefaultAction: z.enum(['ALLOW', 'DENY']).optional() })
        .optional(),
      AdditionalAuthenticationProviders: z.array(additionalProvider).optional(),
      ApiType: z.literal('GRAPHQL').optional(),
      EnvironmentVariables: z
        .record(
          z
            .string()
            .regex(/^[A-Za-z]\w*$/)
            .min(2)
            .max(64),
          text.pipe(z.string().max(512)),
        )
        .optional(),
      IntrospectionConfig: z.enum(['ENABLED', 'DISABLED']).optional(),
      QueryDepthLimit: integer.pipe(z.number().min(0).max(75)).optional(),
      ResolverCountLimit: integer.pipe(z.number().min(0).max(10_000)).optional(),
      EnhancedMetricsConfig: inert.optional(),
      LogConfig: inert.optional(),
      OwnerContact: inert.optional(),
      Tags: inert.optional(),
      Visibility: inert.optional(),
      XrayEnabled: flag.optional(),
    })
    .superRefine((properties, context) => {
      for (const message of authModeErrors(properties)) context.addIssue({ code: 'custom', message });
    }),
  (properties, { world, services }) => {
    const apiId = world.random.text(26, BASE36);
    const endpointId = world.random.text(26, BASE36);
    const api: Api = {
      apiId,
      arn: arnOf(world.account, 'appsync', `apis/${apiId}`),
      name: properties.Name,
      endpointArn: arnOf(world.account, 'appsync', `endpoints/graphql-api/${endpointId}`),
      authModes: authModesOf(properties),
      environmentVariables: properties.EnvironmentVariables ?? {},
      introspection: properties.IntrospectionConfig !== 'DISABLED',
      queryDepthLimit: properties.QueryDepthLimit ?? 0,
      resolverCountLimit: properties.ResolverCountLimit ?? 0,
      ...contentsOf(services.appsync.api(apiId)),
    };
    services.appsync.createApi(api);
    return { ref: api.arn, attributes: attributesOf(api, endpointId, world) };
  },
  {
    replacedBy: [],
    isStaged: true,
    remove: ({ attributes }, { services }) => services.appsync.deleteApi(String(attributes?.['ApiId'])),
  },
);

/** What other resources fill an API with. One that is updated keeps it. */
const contentsOf = ({
  schema,
  dataSources = new Map<string, DataSource>(),
  functions = new Map<string, PipelineFunction>(),
  resolvers = new Map<string, Resolver>(),
  apiKeys = new Map<string, ApiKey>(),
}: Partial<Api> = {}) => ({ schema, dataSources, functions, resolvers, apiKeys });

interface Modes {
  readonly AuthenticationType: AuthMode['type'];
  readonly UserPoolConfig?: UserPoolConfig | undefined;
  readonly AdditionalAuthenticationProviders?: readonly z.output<typeof additionalProvider>[] | undefined;
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes */
function authModeErrors(modes: Modes): string[] {
  const all = [modes, ...(modes.AdditionalAuthenticationProviders ?? [])];
  const types = all.map(({ AuthenticationType }) => AuthenticationType);
  const pools = all.flatMap(({ UserPoolConfig }) => UserPoolConfig?.UserPoolId ?? []);
  const once = (['API_KEY', 'AWS_IAM'] as const).filter(
    (type) => types.filter((each) => each === type).length > 1,
  );
  return [
    ...all.flatMap(({ AuthenticationType, UserPoolConfig }) =>
      AuthenticationType === 'AMAZON_COGNITO_USER_POOLS' && !UserPoolConfig
        ? ['UserPoolConfig is required for AMAZON_COGNITO_USER_POOLS']
        : [],
    ),
    ...once.map((type) => `${type} can be an authentication type only once`),
    ...(new Set(pools).size < pools.length
      ? ['a user pool can be an authentication provider only once']
      : []),
  ];
}

const authModesOf = (modes: Modes): AuthMode[] =>
  [modes, ...(modes.AdditionalAuthenticationProviders ?? [])].map(({ AuthenticationType, UserPoolConfig }) =>
    AuthenticationType === 'AMAZON_COGNITO_USER_POOLS'
      ? userPoolMode(UserPoolConfig)
      : { type: AuthenticationType },
  );

function userPoolMode(config: Modes['UserPoolConfig']): AuthMode {
  invariant(config, 'authModeErrors has found a user pool without its configuration');
  const { UserPoolId, AppIdClientRegex, DefaultAction = 'ALLOW' } = config;
  return {
    type: 'AMAZON_COGNITO_USER_POOLS',
    userPoolId: UserPoolId,
    ...(AppIdClientRegex === undefined ? {} : { appIdClientRegex: AppIdClientRegex }),
    defaultAction: DefaultAction,
  };
}

/** The addresses are those that the API would have on AWS. `/outputs.json` has the local ones. */
function attributesOf({ apiId, arn, endpointArn }: Api, endpointId: string, { account: { region } }: World) {
  const dns = `${endpointId}.appsync-api.${region}.amazonaws.com`;
  const realtimeDns = `${endpointId}.appsync-realtime-api.${region}.amazonaws.com`;
  return {
    ApiId: apiId,
    Arn: arn,
    Id: apiId,
    GraphQLDns: dns,
    GraphQLEndpointArn: endpointArn,
    GraphQLUrl: `https://${dns}/graphql`,
    RealtimeDns: realtimeDns,
    RealtimeUrl: `wss://${realtimeDns}/graphql`,
  };
}
