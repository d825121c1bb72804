import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { removalPolicyOf } from './removalPolicyOf.ts';
import type { Settings } from './Settings.ts';
import { tableIndexes } from './tableIndexes.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table. Its stream is the outbox: whatever is published was first written here.
 * Encrypted at rest by DynamoDB's own key, which is always on and costs nothing.
 */
export const createTable = (scope: Construct, settings: Settings) => {
  const table = new Table(scope, 'Table', {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'ttl',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: settings.removalPolicy === 'retain',
    removalPolicy: removalPolicyOf(settings),
  });
  for (const indexName of tableIndexes) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: text(`${indexName}pk`),
      sortKey: text(`${indexName}sk`),
    });
  }
  return table;
};
