import { Stack } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Sources } from './Platform.ts';
import { TableSource } from './TableSource.ts';

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
