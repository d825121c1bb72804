import { BackedDataSource, type IGraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { grantTable } from './grantTable.ts';

/** The table as a data source. The library's own is given every index and the stream besides. */
export class TableSource extends BackedDataSource {
  constructor(scope: Construct, id: string, api: IGraphqlApi, table: ITable) {
    const dynamoDbConfig = { tableName: table.tableName, awsRegion: table.stack.region };
    super(scope, id, { api, name: 'table' }, { type: 'AMAZON_DYNAMODB', dynamoDbConfig });
    grantTable(this, table);
  }
}
