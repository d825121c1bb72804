import { Stack } from 'aws-cdk-lib';
import { BackedDataSource, type GraphqlApi, type IGraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Sources } from './Platform.ts';
import { grantTable } from './grantTable.ts';

/** The data sources all resolvers share. Each `BufferedMutation` adds its queue to what `queues` may send to. */
export const createSources = (api: GraphqlApi, table: ITable): Sources => {
  const { region } = Stack.of(api);
  return {
    table: new TableSource(api, 'TableSource', api, table),
    queues: api.addHttpDataSource('QueuesSource', `https://sqs.${region}.amazonaws.com`, {
      name: 'queues',
      authorizationConfig: { signingRegion: region, signingServiceName: 'sqs' },
    }),
    none: api.addNoneDataSource('NoneSource', { name: 'none' }),
  };
};

/** The table as a data source. The library's own may also read every index and the stream. */
class TableSource extends BackedDataSource {
  constructor(scope: Construct, id: string, api: IGraphqlApi, table: ITable) {
    const dynamoDbConfig = { tableName: table.tableName, awsRegion: table.stack.region };
    super(scope, id, { api, name: 'table' }, { type: 'AMAZON_DYNAMODB', dynamoDbConfig });
    grantTable(this, table);
  }
}
