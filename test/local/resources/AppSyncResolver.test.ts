import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OperatorError } from '../../../local/platform/errors.ts';
import { AppSyncDataSource } from '../../../local/resources/AppSyncDataSource.ts';
import { AppSyncFunctionConfiguration } from '../../../local/resources/AppSyncFunctionConfiguration.ts';
import { AppSyncGraphQLSchema } from '../../../local/resources/AppSyncGraphQLSchema.ts';
import { AppSyncResolver } from '../../../local/resources/AppSyncResolver.ts';
import type { ResourceContext, ResourceType } from '../../../local/resources/common/ResourceType.ts';
import { startApi } from '../services/appsync/execution/startApi.ts';

const CODE =
  'export const request = (ctx) => ({ payload: ctx.args }); export const response = (ctx) => ctx.result;';
const RUNTIME = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };
const SCHEMA = 'type Query { thing(id: ID): Thing } type Thing { id: ID }';
const ROLE = 'arn:aws:iam::000000000000:role/r';

/** An empty API, and a function that creates its resources from a template's properties. */
function givenApi() {
  const { world, api, run } = startApi({ schema: 'type Query { a: Int }' });
  const folder = mkdtempSync(join(tmpdir(), 'assets-'));
  const services = {
    appsync: { api: (id: string) => (id === api.apiId ? api : undefined) },
    assets: {
      pathOf: (bucket: string, key: string) => (bucket === 'assets' ? join(folder, key) : undefined),
    },
  };
  const context = { world, services, stackName: 's', logicalId: 'It' } as unknown as ResourceContext;
  return {
    api,
    run,
    ship: (key: string, text: string) => writeFileSync(join(folder, key), text),
    create: async (type: ResourceType, properties: object) =>
      type.create(type.properties.parse({ ApiId: api.apiId, ...properties }), context),
  };
}

async function givenSchemaAndSource() {
  const given = givenApi();
  await given.create(AppSyncGraphQLSchema, { Definition: SCHEMA });
  await given.create(AppSyncDataSource, { Name: 'none', Type: 'NONE' });
  return given;
}

const unit = { TypeName: 'Query', FieldName: 'thing', DataSourceName: 'none', Code: CODE, Runtime: RUNTIME };

test('a unit resolver from a template resolves its field', async () => {
  const { create, run } = await givenSchemaAndSource();
  const { ref, attributes } = await create(AppSyncResolver, { ...unit, MetricsConfig: 'ENABLED' });

  expect(attributes).toEqual({ ResolverArn: ref, TypeName: 'Query', FieldName: 'thing' });
  expect(ref).toBe('arn:aws:appsync:us-east-1:000000000000:apis/api1/types/Query/resolvers/thing');
  expect(await run('{ thing(id: 1) { id } }')).toEqual({ data: { thing: { id: '1' } } });
});

test('a pipeline resolver from a template runs its functions, whose code is in assets', async () => {
  const { create, run, ship } = await givenSchemaAndSource();
  ship('step.js', CODE);
  ship('outer.js', 'export const request = () => ({}); export const response = (ctx) => ctx.prev.result;');
  const { attributes } = await create(AppSyncFunctionConfiguration, {
    Name: 'step',
    DataSourceName: 'none',
    CodeS3Location: 's3://assets/step.js',
    Runtime: RUNTIME,
  });
  await create(AppSyncResolver, {
    TypeName: 'Query',
    FieldName: 'thing',
    Kind: 'PIPELINE',
    PipelineConfig: { Functions: [attributes!.FunctionId] },
    CodeS3Location: 's3://assets/outer.js',
    Runtime: RUNTIME,
  });

  expect(await run('{ thing(id: 1) { id } }')).toEqual({ data: { thing: { id: '1' } } });
});

test('each type of data source is created from its template', async () => {
  const { create, api } = givenApi();
  const iam = (service: string) => ({
    AuthorizationType: 'AWS_IAM',
    AwsIamConfig: { SigningRegion: 'us-east-1', SigningServiceName: service },
  });
  const role = { ServiceRoleArn: ROLE };
  const DynamoDBConfig = {
    AwsRegion: 'us-east-1',
    TableName: 't',
    UseCallerCredentials: false,
    Versioned: 'false',
  };
  const HttpConfig = { Endpoint: 'https://sqs.us-east-1.amazonaws.com', AuthorizationConfig: iam('sqs') };

  await create(AppSyncDataSource, { Name: 'table', Type: 'AMAZON_DYNAMODB', ...role, DynamoDBConfig });
  await create(AppSyncDataSource, {
    Name: 'f',
    Type: 'AWS_LAMBDA',
    ...role,
    LambdaConfig: { LambdaFunctionArn: 'arn' },
  });
  await create(AppSyncDataSource, { Name: 'queues', Type: 'HTTP', ...role, HttpConfig });
  await create(AppSyncDataSource, {
    Name: 'site',
    Type: 'HTTP',
    HttpConfig: { Endpoint: 'https://example.com' },
  });

  expect([...api.dataSources.values()].slice(1)).toEqual([
    { name: 'table', type: 'AMAZON_DYNAMODB', tableName: 't', roleArn: ROLE },
    { name: 'f', type: 'AWS_LAMBDA', functionArn: 'arn', roleArn: ROLE },
    {
      name: 'queues',
      type: 'HTTP',
      endpoint: HttpConfig.Endpoint,
      roleArn: ROLE,
      signing: { region: 'us-east-1', service: 'sqs' },
    },
    { name: 'site', type: 'HTTP', endpoint: 'https://example.com' },
  ]);
});

test.each<[string, ResourceType, object, string]>([
  ['a schema without text', AppSyncGraphQLSchema, {}, 'It needs a Definition or a DefinitionS3Location.'],
  [
    'a schema AppSync refuses',
    AppSyncGraphQLSchema,
    { Definition: 'scalar X' },
    'It: The schema is not valid:',
  ],
  [
    'an asset nobody shipped',
    AppSyncGraphQLSchema,
    { DefinitionS3Location: 's3://other/x' },
    'It points at s3://other/x',
  ],
  [
    'an API nobody made',
    AppSyncDataSource,
    { ApiId: 'x', Name: 'n', Type: 'NONE' },
    'It belongs to the AppSync API x',
  ],
  [
    'another kind of data source',
    AppSyncDataSource,
    { Name: 'n', Type: 'RELATIONAL_DATABASE' },
    'data sources of type RELATIONAL_DATABASE are not offered',
  ],
  [
    'a table without a role',
    AppSyncDataSource,
    { Name: 'n', Type: 'AMAZON_DYNAMODB' },
    'needs ServiceRoleArn',
  ],
  [
    'a function without code',
    AppSyncFunctionConfiguration,
    { Name: 'n', DataSourceName: 'none' },
    'a function needs Code or CodeS3Location',
  ],
  [
    'a function on a missing source',
    AppSyncFunctionConfiguration,
    { Name: 'n', DataSourceName: 'x', Code: CODE },
    'no data source named x',
  ],
  [
    'code AppSync refuses',
    AppSyncResolver,
    { ...unit, Code: `${CODE} while (true) {}` },
    'It: The code contains one or more errors.',
  ],
  [
    'code of a module not offered',
    AppSyncResolver,
    { ...unit, Code: `import '@aws-appsync/utils/rds'; ${CODE}` },
    'does not offer',
  ],
  [
    'a field the schema lacks',
    AppSyncResolver,
    { ...unit, FieldName: 'x' },
    'the schema has no field named x on type Query',
  ],
  [
    'a resolver on a missing source',
    AppSyncResolver,
    { ...unit, DataSourceName: 'x' },
    'no data source named x',
  ],
  [
    'a resolver without code',
    AppSyncResolver,
    { ...unit, Code: undefined },
    'only a resolver on a Lambda data source may have no code',
  ],
  [
    'a missing function',
    AppSyncResolver,
    { ...unit, Kind: 'PIPELINE', PipelineConfig: { Functions: ['x'] } },
    'the API has no function x',
  ],
])('%s is refused', async (_, type, properties, message) => {
  const created = (await givenSchemaAndSource()).create(type, properties);

  await expect(created).rejects.toThrow(message);
  await expect(created).rejects.toBeInstanceOf(OperatorError);
});

test.each<[string, ResourceType, object]>([
  ['RequestMappingTemplate', AppSyncResolver, unit],
  ['CachingConfig', AppSyncResolver, unit],
  ['SyncConfig', AppSyncFunctionConfiguration, { Name: 'n', DataSourceName: 'none', Code: CODE }],
  ['EventBridgeConfig', AppSyncDataSource, { Name: 'n', Type: 'NONE' }],
])('the unsupported property %s is refused by name', async (property, type, properties) => {
  const { create } = await givenSchemaAndSource();

  await expect(create(type, { ...properties, [property]: 'x' })).rejects.toThrow(property);
});
