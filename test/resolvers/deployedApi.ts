import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { createSchema } from '../../local/services/appsync/execution/createSchema.ts';
import type { Api, DataSource, Resolver } from '../../local/services/appsync/Api.ts';

type Properties = Record<string, any>;

interface Resource {
  readonly Type: string;
  readonly Properties: Properties;
}

/** What every test file's API is made of: the template that is deployed. */
const template: { readonly Resources: Record<string, Resource> } = JSON.parse(
  readFileSync(join(inject('assembly'), 'Frontdesk-dev-Service.template.json'), 'utf8'),
);

const resourcesOf = (type: string): [logicalId: string, properties: Properties][] =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([logicalId, { Properties }]) => [logicalId, Properties]);

const propertiesOf = (type: string): Properties => {
  const [only] = resourcesOf(type);
  if (!only) throw new Error(`The template has no ${type}`);
  return only[1];
};

const logicalIdOf = (reference: Properties): string => reference['Ref'] ?? reference['Fn::GetAtt'][0];

/** A value as the deployment would resolve it: a queue's `Ref` is its URL, here by the queue's name in the template. */
const textOf = (value: any): string => {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(textOf).join(value['Fn::Join'][0]);
  if (value['Ref'] === 'AWS::Region') return 'us-east-1';
  if (template.Resources[value['Ref']]?.Type === 'AWS::SQS::Queue') return `https://queue/${value['Ref']}`;
  throw new Error(`No test needs ${JSON.stringify(value)} yet`);
};

const codeOf = ({ Code }: Properties) => ({ source: textOf(Code) });

const dataSourceOf = ({ Name: name, Type: type, HttpConfig }: Properties, roleArn: string): DataSource => {
  if (type === 'AMAZON_DYNAMODB') return { name, type, tableName: 'table', roleArn };
  if (type === 'HTTP') return { name, type, endpoint: textOf(HttpConfig.Endpoint) };
  return { name, type };
};

const resolverOf = (properties: Properties): Resolver => {
  const { TypeName: typeName, FieldName: fieldName, Kind: kind } = properties;
  const field = { typeName, fieldName, code: codeOf(properties) };
  return kind === 'UNIT'
    ? { ...field, kind, dataSourceName: properties['DataSourceName'], maxBatchSize: 0 }
    : { ...field, kind, functionIds: properties['PipelineConfig'].Functions.map(logicalIdOf) };
};

/**
 * The API as `lib/` wires it: schema, data sources, functions, and every field's pipeline in its order. Its table is
 * called `table`, and it has no limits of depth and resolvers.
 */
export const deployedApi = (roleArn: string): Api => ({
  apiId: 'api',
  arn: 'arn:api',
  name: 'api',
  endpointArn: 'arn:endpoint',
  authModes: [
    { type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: 'pool', defaultAction: 'ALLOW' },
    { type: 'AWS_IAM' },
    { type: 'API_KEY' },
  ],
  environmentVariables: {
    ...propertiesOf('AWS::AppSync::GraphQLApi')['EnvironmentVariables'],
    TABLE_NAME: 'table',
  },
  introspection: true,
  queryDepthLimit: 0,
  resolverCountLimit: 0,
  schema: createSchema(propertiesOf('AWS::AppSync::GraphQLSchema')['Definition']),
  dataSources: new Map(
    resourcesOf('AWS::AppSync::DataSource').map(([, properties]) => [
      properties['Name'],
      dataSourceOf(properties, roleArn),
    ]),
  ),
  functions: new Map(
    resourcesOf('AWS::AppSync::FunctionConfiguration').map(([functionId, properties]) => [
      functionId,
      {
        functionId,
        name: properties['Name'],
        dataSourceName: properties['DataSourceName'],
        code: codeOf(properties),
      },
    ]),
  ),
  resolvers: new Map(
    resourcesOf('AWS::AppSync::Resolver').map(([, properties]) => [
      `${properties['TypeName']}.${properties['FieldName']}`,
      resolverOf(properties),
    ]),
  ),
  apiKeys: new Map(),
});
