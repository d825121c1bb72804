import { describe, expect, test } from 'vitest';
import { AppSyncApiKey } from '../../../local/resources/AppSyncApiKey.ts';
import { AppSyncGraphQLApi } from '../../../local/resources/AppSyncGraphQLApi.ts';
import type { ResourceContext } from '../../../local/resources/common/ResourceType.ts';
import { createChat, NEW_YEAR } from '../services/appsync/realtime/createChat.ts';

const POOL = { UserPoolId: 'us-east-1_a', AwsRegion: 'us-east-1' };

/** Creates resources beside a chat API, in a cloud whose time stands still at NEW_YEAR. */
function givenStack() {
  const { world, appsync } = createChat();
  const context = { world, services: { appsync } } as unknown as ResourceContext;
  return {
    appsync,
    createApi: async (properties: object) =>
      AppSyncGraphQLApi.create(AppSyncGraphQLApi.properties.parse({ Name: 'a', ...properties }), context),
    createKey: async (properties: object) =>
      AppSyncApiKey.create(AppSyncApiKey.properties.parse(properties), context),
  };
}

describe('AWS::AppSync::GraphQLApi', () => {
  test('creates an API with the addresses that it would have on AWS', async () => {
    const { appsync, createApi } = givenStack();
    const { ref, attributes } = await createApi({
      AuthenticationType: 'API_KEY',
      XrayEnabled: 'true',
      LogConfig: { any: 'thing' },
    });
    const apiId = attributes!['ApiId'] as string;
    expect(apiId).toMatch(/^[a-z0-9]{26}$/);
    expect(ref).toBe(`arn:aws:appsync:us-east-1:000000000000:apis/${apiId}`);
    expect(attributes).toMatchObject({
      GraphQLUrl: expect.stringMatching(
        /^https:\/\/[a-z0-9]{26}\.appsync-api\.us-east-1\.amazonaws\.com\/graphql$/,
      ),
      RealtimeUrl: expect.stringMatching(
        /^wss:\/\/[a-z0-9]{26}\.appsync-realtime-api\.us-east-1\.amazonaws\.com\/graphql$/,
      ),
      GraphQLEndpointArn: expect.stringMatching(
        /^arn:aws:appsync:us-east-1:000000000000:endpoints\/graphql-api\/[a-z0-9]{26}$/,
      ),
    });
    expect(appsync.api(apiId)).toMatchObject({
      name: 'a',
      introspection: true,
      queryDepthLimit: 0,
      authModes: [{ type: 'API_KEY' }],
    });
  });

  test('has its authorization modes, the default first', async () => {
    const { appsync, createApi } = givenStack();
    const AdditionalAuthenticationProviders = [
      { AuthenticationType: 'AWS_IAM' },
      {
        AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
        UserPoolConfig: { UserPoolId: 'us-east-1_b', AppIdClientRegex: 'web' },
      },
    ];
    const { attributes } = await createApi({
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      UserPoolConfig: { ...POOL, DefaultAction: 'DENY' },
      AdditionalAuthenticationProviders,
      IntrospectionConfig: 'DISABLED',
      QueryDepthLimit: '5',
      EnvironmentVariables: { STAGE: 'test' },
    });
    expect(appsync.api(attributes!['ApiId'] as string)).toMatchObject({
      authModes: [
        { type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: 'us-east-1_a', defaultAction: 'DENY' },
        { type: 'AWS_IAM' },
        {
          type: 'AMAZON_COGNITO_USER_POOLS',
          userPoolId: 'us-east-1_b',
          appIdClientRegex: 'web',
          defaultAction: 'ALLOW',
        },
      ],
      introspection: false,
      queryDepthLimit: 5,
      environmentVariables: { STAGE: 'test' },
    });
  });

  const key = { AuthenticationType: 'API_KEY' };
  test.each([
    ['a mode that is not supported', { AuthenticationType: 'OPENID_CONNECT' }, /AuthenticationType/],
    ['a property that is not supported', { ...key, LambdaAuthorizerConfig: {} }, /LambdaAuthorizerConfig/],
    ['a merged API', { ...key, ApiType: 'MERGED' }, /ApiType/],
    [
      'a user pool mode without a pool',
      { AuthenticationType: 'AMAZON_COGNITO_USER_POOLS' },
      /UserPoolConfig is required/,
    ],
    [
      'a mode twice',
      { ...key, AdditionalAuthenticationProviders: [key] },
      /API_KEY can be an authentication type only once/,
    ],
    [
      'a pool twice',
      {
        AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
        UserPoolConfig: POOL,
        AdditionalAuthenticationProviders: [
          { AuthenticationType: 'AMAZON_COGNITO_USER_POOLS', UserPoolConfig: POOL },
        ],
      },
      /a user pool can be an authentication provider only once/,
    ],
    ['a depth beyond 75', { ...key, QueryDepthLimit: 76 }, /QueryDepthLimit/],
    ['a negative depth', { ...key, QueryDepthLimit: -1 }, /QueryDepthLimit/],
    ['more than 10,000 resolvers', { ...key, ResolverCountLimit: 10_001 }, /ResolverCountLimit/],
    [
      'an introspection that is neither on nor off',
      { ...key, IntrospectionConfig: 'SOME' },
      /IntrospectionConfig/,
    ],
    [
      'an environment variable with a bad name',
      { ...key, EnvironmentVariables: { '1x': 'y' } },
      /EnvironmentVariables/,
    ],
  ])('refuses %s by name', async (_what, properties, message) => {
    await expect(givenStack().createApi(properties)).rejects.toThrow(message);
  });
});

describe('AWS::AppSync::ApiKey', () => {
  test('is valid until the full hour before it expires, or for seven days', async () => {
    const { appsync, createKey } = givenStack();
    const noon = NEW_YEAR / 1000 + 12 * 3600;
    const timed = await createKey({ ApiId: 'chat', Description: 'any', Expires: String(noon + 1800) });
    const untimed = await createKey({ ApiId: 'chat' });
    const keys = appsync.api('chat')!.apiKeys;
    expect(timed.attributes!['ApiKey']).toMatch(/^da2-[a-z0-9]{26}$/);
    expect(keys.get(timed.attributes!['ApiKey'] as string)).toEqual({ expires: noon });
    expect(keys.get(untimed.attributes!['ApiKey'] as string)).toEqual({
      expires: NEW_YEAR / 1000 + 7 * 24 * 3600,
    });
  });

  test('needs an API', async () => {
    await expect(givenStack().createKey({ ApiId: 'nothing' })).rejects.toMatchObject({
      code: 'NotFoundException',
    });
  });
});
