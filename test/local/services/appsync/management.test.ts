import {
  AppSyncClient,
  GetDataSourceCommand,
  GetFunctionCommand,
  GetGraphqlApiCommand,
  GetIntrospectionSchemaCommand,
  GetResolverCommand,
  GetSchemaCreationStatusCommand,
  ListApiKeysCommand,
  ListDataSourcesCommand,
  ListFunctionsCommand,
  ListGraphqlApisCommand,
  ListResolversByFunctionCommand,
  ListResolversCommand,
  UpdateFunctionCommand,
  UpdateResolverCommand,
} from '@aws-sdk/client-appsync';
import { buildClientSchema, buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../../../local/startCloud.ts';
import { getAtt, startForeignCloud } from '../iam/authorization/foreignTemplate.ts';

const SDL = `type Query @aws_api_key { greet(name: String): String! when: AWSDateTime }`;
const passing = 'export const request = () => ({}); export const response = (ctx) => ctx.prev.result;';
const saying = (text: string) =>
  `export const request = (ctx) => ({ payload: \`${text} \${ctx.args.name}\` }); export const response = (ctx) => ctx.result;`;
const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' } as const;
const Runtime = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };
const ApiId = getAtt('Api', 'ApiId');
const inApi = (Type: string, Properties: object) => ({
  Type: `AWS::AppSync::${Type}`,
  DependsOn: 'Schema',
  Properties: { ApiId, ...Properties },
});

let cloud: Cloud;
let client: AppSyncClient;
let apiId: string;
let functionId: string;
beforeAll(async () => {
  ({ cloud } = await startForeignCloud({
    Api: {
      Type: 'AWS::AppSync::GraphQLApi',
      Properties: { Name: 'greetings', AuthenticationType: 'API_KEY', QueryDepthLimit: 5 },
    },
    Key: { Type: 'AWS::AppSync::ApiKey', Properties: { ApiId } },
    Schema: { Type: 'AWS::AppSync::GraphQLSchema', Properties: { ApiId, Definition: SDL } },
    Nothing: inApi('DataSource', { Name: 'nothing', Type: 'NONE' }),
    Http: inApi('DataSource', {
      Name: 'queues',
      Type: 'HTTP',
      HttpConfig: { Endpoint: 'https://sqs.us-east-1.amazonaws.com' },
    }),
    Greet: inApi('FunctionConfiguration', {
      Name: 'greet',
      DataSourceName: getAtt('Nothing', 'Name'),
      Code: saying('Hello'),
      Runtime,
    }),
    Greeting: inApi('Resolver', {
      TypeName: 'Query',
      FieldName: 'greet',
      Kind: 'PIPELINE',
      PipelineConfig: { Functions: [getAtt('Greet', 'FunctionId')] },
      Code: passing,
      Runtime,
    }),
  }));
  const credentials = { accessKeyId: 'made', secretAccessKey: 'up' };
  client = new AppSyncClient({
    endpoint: cloud.awsEndpointUrl,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
  const { graphqlApis } = await client.send(new ListGraphqlApisCommand({}));
  apiId = graphqlApis![0]!.apiId!;
  functionId = (await client.send(new ListFunctionsCommand({ apiId }))).functions![0]!.functionId!;
});
afterAll(async () => {
  client.destroy();
  await cloud.close();
});

async function greeting(): Promise<unknown> {
  const answer = await fetch(cloud.graphqlUrl, {
    method: 'POST',
    headers: { 'x-api-key': cloud.describe().apiKey! },
    body: JSON.stringify({ query: '{ greet(name: "Ada") }' }),
  });
  return ((await answer.json()) as { data: { greet: unknown } }).data.greet;
}

test('an API is listed and described with the addresses that it has here, and its keys', async () => {
  const described = {
    name: 'greetings',
    apiId,
    arn: `arn:aws:appsync:us-east-1:000000000000:apis/${apiId}`,
    authenticationType: 'API_KEY',
    uris: { GRAPHQL: cloud.graphqlUrl, REALTIME: cloud.realtimeUrl },
    introspectionConfig: 'ENABLED',
    queryDepthLimit: 5,
  };
  expect((await client.send(new ListGraphqlApisCommand({}))).graphqlApis).toMatchObject([described]);
  expect((await client.send(new GetGraphqlApiCommand({ apiId }))).graphqlApi).toMatchObject(described);
  const { apiKeys } = await client.send(new ListApiKeysCommand({ apiId }));
  expect(apiKeys).toMatchObject([{ id: cloud.describe().apiKey, expires: expect.any(Number) }]);
});

describe('the schema of an API', () => {
  const schemaIn = async (format: 'SDL' | 'JSON', includeDirectives?: boolean) => {
    const asked = { apiId, format, ...(includeDirectives !== undefined && { includeDirectives }) };
    const { schema } = await client.send(new GetIntrospectionSchemaCommand(asked));
    return Buffer.from(schema!).toString();
  };

  test('is its SDL, with directives or without', async () => {
    expect(await schemaIn('SDL')).toMatch(/^type Query @aws_api_key \{\n {2}greet\(name: String\): String!/);
    const plain = await schemaIn('SDL', false);
    expect(plain).not.toContain('@');
    expect(buildSchema(`${plain} scalar AWSDateTime`).getQueryType()?.getFields()).toHaveProperty('greet');
  });

  test('is its introspection, which tools of clients read', async () => {
    const { data } = JSON.parse(await schemaIn('JSON'));
    const schema = buildClientSchema(data);
    expect(schema.getType('AWSDateTime')).toBeDefined();
    expect(schema.getDirective('aws_subscribe')).toBeDefined();
    expect(await client.send(new GetSchemaCreationStatusCommand({ apiId }))).toMatchObject({
      status: 'SUCCESS',
    });
  });
});

test('data sources, functions and resolvers are listed and described with their code', async () => {
  const { dataSources } = await client.send(new ListDataSourcesCommand({ apiId }));
  expect(dataSources).toMatchObject([
    { name: 'nothing', type: 'NONE' },
    { name: 'queues', type: 'HTTP', httpConfig: { endpoint: 'https://sqs.us-east-1.amazonaws.com' } },
  ]);
  const { dataSource } = await client.send(new GetDataSourceCommand({ apiId, name: 'queues' }));
  expect(dataSource).toEqual(dataSources![1]);
  const { functionConfiguration } = await client.send(new GetFunctionCommand({ apiId, functionId }));
  expect(functionConfiguration).toMatchObject({ name: 'greet', dataSourceName: 'nothing', runtime });
  const resolver = { typeName: 'Query', fieldName: 'greet', kind: 'PIPELINE', code: passing };
  const found = await client.send(new GetResolverCommand({ apiId, typeName: 'Query', fieldName: 'greet' }));
  expect(found.resolver).toMatchObject({ ...resolver, pipelineConfig: { functions: [functionId] } });
  const lists = [
    await client.send(new ListResolversCommand({ apiId, typeName: 'Query' })),
    await client.send(new ListResolversByFunctionCommand({ apiId, functionId })),
  ];
  for (const { resolvers } of lists) expect(resolvers).toMatchObject([resolver]);
  expect(await client.send(new ListResolversCommand({ apiId, typeName: 'Mutation' }))).toMatchObject({
    resolvers: [],
  });
});

test('a page begins where the one before it ended', async () => {
  const first = await client.send(new ListDataSourcesCommand({ apiId, maxResults: 1 }));
  expect(first.dataSources).toHaveLength(1);
  const { nextToken } = first;
  const second = await client.send(new ListDataSourcesCommand({ apiId, maxResults: 1, nextToken }));
  expect(second).toMatchObject({ dataSources: [{ name: 'queues' }] });
  expect(second.nextToken).toBeUndefined();
});

describe('code', () => {
  const functionOf = (code: string) => ({
    apiId,
    functionId,
    name: 'greet',
    dataSourceName: 'nothing',
    runtime,
    code,
  });
  const resolverOf = (code: string, functions: string[]) => ({
    apiId,
    typeName: 'Query',
    fieldName: 'greet',
    kind: 'PIPELINE' as const,
    pipelineConfig: { functions },
    runtime,
    code,
  });

  test('of a function runs from the next request on', async () => {
    expect(await greeting()).toBe('Hello Ada');
    const { functionConfiguration } = await client.send(
      new UpdateFunctionCommand(functionOf(saying('Welcome'))),
    );
    expect(functionConfiguration?.code).toBe(saying('Welcome'));
    expect(await greeting()).toBe('Welcome Ada');
  });

  test('of a resolver does, too', async () => {
    const code = "export const request = () => ({}); export const response = () => 'nobody';";
    await client.send(new UpdateResolverCommand(resolverOf(code, [])));
    expect(await greeting()).toBe('nobody');
  });

  test('that AppSync would not store is refused, and what was stored still runs', async () => {
    const before = await greeting();
    await expect(
      client.send(new UpdateFunctionCommand(functionOf('export const request ='))),
    ).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    await expect(client.send(new UpdateResolverCommand(resolverOf(passing, ['none'])))).rejects.toMatchObject(
      {
        name: 'BadRequestException',
        message: 'The API has no function none.',
      },
    );
    const source = { ...functionOf(passing), dataSourceName: 'none' };
    await expect(client.send(new UpdateFunctionCommand(source))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    expect(await greeting()).toBe(before);
  });
});

test.each([
  ['API', new GetGraphqlApiCommand({ apiId: 'none' })],
  ['schema', new GetIntrospectionSchemaCommand({ apiId: 'none', format: 'SDL' })],
])('an %s that is not there is not found', async (_, command) => {
  await expect(client.send(command as GetGraphqlApiCommand)).rejects.toMatchObject({
    name: 'NotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
});

test('a function, a resolver and a data source that are not there are not found', async () => {
  const asked = [
    client.send(new GetFunctionCommand({ apiId, functionId: 'none' })),
    client.send(new GetResolverCommand({ apiId, typeName: 'Query', fieldName: '__proto__' })),
    client.send(new GetDataSourceCommand({ apiId, name: 'a/b' })),
  ];
  for (const answer of asked) await expect(answer).rejects.toMatchObject({ name: 'NotFoundException' });
});

test.each(['/v1/apis/x/tags', '/v1/apis/x/y/z/a/b/c', '/v1/apis//'])('%s is no operation', async (path) => {
  const answer = await fetch(`${cloud.awsEndpointUrl}${path}`);
  expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([404, 'UnknownOperationException']);
});
