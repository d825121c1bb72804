import { z } from 'zod';
import { OperatorError } from '../platform/errors.ts';
import type { DataSource } from '../services/appsync/Api.ts';
import { apiOf } from './common/appsync.ts';
import { flag, inert, text } from './common/properties.ts';
import { defineResource, type ResourceContext } from './common/ResourceType.ts';

const signing = z.strictObject({
  AuthorizationType: z.literal('AWS_IAM'),
  AwsIamConfig: z
    .strictObject({ SigningRegion: text.optional(), SigningServiceName: text.optional() })
    .optional(),
});

const properties = z.strictObject({
  ApiId: text,
  Name: z.string().regex(/^[_A-Za-z][_0-9A-Za-z]*$/),
  Type: text,
  Description: inert.optional(),
  MetricsConfig: inert.optional(),
  ServiceRoleArn: text.optional(),
  DynamoDBConfig: z
    .strictObject({
      AwsRegion: text,
      TableName: text,
      // Acting as the caller and versioned tables are not supported; only their defaults are accepted.
      UseCallerCredentials: flag.refine((on) => !on, 'UseCallerCredentials is not offered').optional(),
      Versioned: flag.refine((on) => !on, 'Versioned is not offered').optional(),
    })
    .optional(),
  HttpConfig: z.strictObject({ Endpoint: z.url(), AuthorizationConfig: signing.optional() }).optional(),
  LambdaConfig: z.strictObject({ LambdaFunctionArn: text }).optional(),
});

type Properties = z.output<typeof properties>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-datasource.html */
export const AppSyncDataSource = defineResource(
  properties,
  (given, context) => {
    const api = apiOf(given.ApiId, context);
    api.dataSources.set(given.Name, dataSourceOf(given, context));
    const arn = `${api.arn}/datasources/${given.Name}`;
    return { ref: arn, attributes: { Name: given.Name, DataSourceArn: arn } };
  },
  {
    replacedBy: ['ApiId', 'Name'],
    identifiedBy: ['ApiId', 'Name'],
    isStaged: true,
    remove: ({ properties: { ApiId, Name } }, { services }) =>
      void services.appsync.api(ApiId)?.dataSources.delete(Name),
  },
);

function dataSourceOf(given: Properties, context: ResourceContext): DataSource {
  const { Name: name, Type: type, ServiceRoleArn, DynamoDBConfig, HttpConfig, LambdaConfig } = given;
  const need = <Value>(value: Value | undefined, property: string): Value => {
    if (value === undefined)
      throw new OperatorError(`${context.logicalId}: a data source of type ${type} needs ${property}.`);
    return value;
  };
  switch (type) {
    case 'NONE':
      return { name, type };
    case 'AMAZON_DYNAMODB':
      return {
        name,
        type,
        roleArn: need(ServiceRoleArn, 'ServiceRoleArn'),
        tableName: need(DynamoDBConfig, 'DynamoDBConfig').TableName,
      };
    case 'AWS_LAMBDA':
      return {
        name,
        type,
        roleArn: need(ServiceRoleArn, 'ServiceRoleArn'),
        functionArn: need(LambdaConfig, 'LambdaConfig').LambdaFunctionArn,
      };
    case 'HTTP':
      return { name, type, ...httpOf(need(HttpConfig, 'HttpConfig'), ServiceRoleArn, context) };
    default:
      throw new OperatorError(
        `${context.logicalId}: data sources of type ${type} are not offered; NONE, AMAZON_DYNAMODB, AWS_LAMBDA and HTTP are.`,
      );
  }
}

function httpOf(
  { Endpoint: endpoint, AuthorizationConfig }: NonNullable<Properties['HttpConfig']>,
  roleArn: string | undefined,
  { world, logicalId }: ResourceContext,
) {
  if (!AuthorizationConfig) return { endpoint, ...(roleArn && { roleArn }) };
  if (!roleArn) throw new OperatorError(`${logicalId}: a signed HTTP data source needs ServiceRoleArn.`);
  const { SigningRegion = world.account.region, SigningServiceName } = AuthorizationConfig.AwsIamConfig ?? {};
  if (!SigningServiceName)
    throw new OperatorError(`${logicalId}: a signed HTTP data source needs SigningServiceName.`);
  return { endpoint, roleArn, signing: { region: SigningRegion, service: SigningServiceName } };
}
