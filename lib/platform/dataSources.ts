import { Stack } from 'aws-cdk-lib';
import { BackedDataSource, type BaseDataSource, HttpDataSource } from 'aws-cdk-lib/aws-appsync';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { SharedPlatform } from './Platform.ts';

/**
 * The table as one domain's resolvers know it. The domain says what they may do there, by `grantTable`; the library's own
 * source may work with every row, read every index and the stream. Where the condition of a single write fails, AppSync
 * gets the row, to answer it.
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html#js-aws-appsync-resolver-reference-dynamodb-condition-handling
 */
export const createTableSource = (scope: Construct, domain: string, platform: SharedPlatform) =>
  new TableSource(scope, domain, platform);

class TableSource extends BackedDataSource {
  constructor(scope: Construct, domain: string, { api, table }: SharedPlatform) {
    const dynamoDbConfig = { tableName: table.tableName, awsRegion: table.stack.region };
    super(
      scope,
      'TableSource',
      { api, name: `${domain}Table`, serviceRole: createRole(scope, 'TableSourceRole', api.arn) },
      { type: 'AMAZON_DYNAMODB', dynamoDbConfig },
    );
  }
}

/** SQS over signed HTTP. Each `BufferedMutation` adds its queue to what this source may send to. */
export const createQueuesSource = (scope: Construct, domain: string, { api }: SharedPlatform) => {
  const { region } = Stack.of(scope);
  return new HttpDataSource(scope, 'QueuesSource', {
    api,
    name: `${domain}Queues`,
    endpoint: `https://sqs.${region}.amazonaws.com`,
    authorizationConfig: { signingRegion: region, signingServiceName: 'sqs' },
    serviceRole: createRole(scope, 'QueuesSourceRole', api.arn),
  });
};

/**
 * One function, which may be asked by this source as it is and not as any of its versions: the library's own source may
 * invoke them all.
 */
export const createFunctionSource = (
  scope: Construct,
  name: string,
  { api }: Pick<SharedPlatform, 'api'>,
  { functionArn }: IFunction,
): BaseDataSource => {
  const serviceRole = createRole(scope, 'FunctionSourceRole', api.arn);
  serviceRole.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
  );
  return new FunctionSource(
    scope,
    'FunctionSource',
    { api, name: `${name}Function`, serviceRole },
    { type: 'AWS_LAMBDA', lambdaConfig: { lambdaFunctionArn: functionArn } },
  );
};

/** The library's class for what is behind a role makes nothing of its own. */
class FunctionSource extends BackedDataSource {}

/**
 * A role for this API of this account: the library's own may be had by AppSync for anybody's.
 * https://docs.aws.amazon.com/appsync/latest/devguide/attaching-a-data-source.html
 */
const createRole = (scope: Construct, id: string, apiArn: string) =>
  new Role(scope, id, {
    assumedBy: new ServicePrincipal('appsync.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
        ArnEquals: { 'aws:SourceArn': apiArn },
      },
    }),
  });
