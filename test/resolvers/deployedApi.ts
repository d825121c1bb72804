import { createSchema } from '../../local/services/appsync/execution/createSchema.ts';
import type { Api, DataSource, Resolver } from '../../local/services/appsync/Api.ts';
import { readTemplates } from '../support/readTemplates.ts';

type Properties = Record<string, any>;

interface Resource {
  /** Its logical id, after that of its stack: two domains may have the same. */
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
}

/** What every test file's API is made of: the templates that are deployed. */
const resources: readonly Resource[] = readTemplates().flatMap(({ stackName, Resources }) =>
  Object.entries(Resources).map(([logicalId, { Type, Properties }]) => ({
    id: `${stackName}/${logicalId}`,
    type: Type,
    properties: Properties,
  })),
);

const resourcesOf = (type: string): [id: string, properties: Properties][] =>
  resources.filter((each) => each.type === type).map(({ id, properties }) => [id, properties]);

const propertiesOf = (type: string): Properties => {
  const [only] = resourcesOf(type);
  if (!only) throw new Error(`The templates have no ${type}`);
  return only[1];
};

const idOf = (stack: string, reference: Properties): string =>
  `${stack}/${reference['Ref'] ?? reference['Fn::GetAtt'][0]}`;

const stackOf = (id: string) => id.slice(0, id.indexOf('/'));

/** A value as the deployment would resolve it: a queue's `Ref` is its URL, here by the queue's name in the template. */
const textOf = (value: any): string => {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(textOf).join(value['Fn::Join'][0]);
  if (value['Ref'] === 'AWS::Region') return 'us-east-1';
  if (isQueue(value['Ref'])) return `https://queue/${value['Ref']}`;
  throw new Error(`No test needs ${JSON.stringify(value)} yet`);
};

const isQueue = (logicalId: unknown) =>
  resourcesOf('AWS::SQS::Queue').some(([id]) => id.endsWith(`/${String(logicalId)}`));

const codeOf = ({ Code }: Properties) => ({ source: textOf(Code) });

const dataSourceOf = ({ Name: name, Type: type, HttpConfig }: Properties, roleArn: string): DataSource => {
  if (type === 'AMAZON_DYNAMODB') return { name, type, tableName: 'table', roleArn };
  if (type === 'HTTP') return { name, type, endpoint: textOf(HttpConfig.Endpoint) };
  return { name, type };
};

const resolverOf = (id: string, properties: Properties): Resolver => {
  const { TypeName: typeName, FieldName: fieldName, Kind: kind } = properties;
  const field = { typeName, fieldName, code: codeOf(properties) };
  return kind === 'UNIT'
    ? { ...field, kind, dataSourceName: properties['DataSourceName'], maxBatchSize: 0 }
    : { ...field, kind, functionIds: functionsOf(properties).map((step) => idOf(stackOf(id), step)) };
};

const functionsOf = ({ PipelineConfig }: Properties): Properties[] => PipelineConfig.Functions;

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
    resourcesOf('AWS::AppSync::Resolver').map(([id, properties]) => [
      `${properties['TypeName']}.${properties['FieldName']}`,
      resolverOf(id, properties),
    ]),
  ),
  apiKeys: new Map(),
});
