import { z } from 'zod';
import { provisionTable } from './common/provisionTable.ts';
import {
  attributeDefinitions,
  billingMode,
  keySchema,
  localSecondaryIndexes,
  pointInTimeRecoverySpecification,
  projection,
  provisionedThroughput,
  streamSpecification,
  tableClass,
  tags,
  timeToLiveSpecification,
} from './common/tableProperties.ts';
import { flag, inert, text } from './common/properties.ts';
import { defineResource } from './common/ResourceType.ts';

const globalSecondaryIndex = z.strictObject({
  IndexName: text,
  KeySchema: keySchema,
  Projection: projection,
  ProvisionedThroughput: provisionedThroughput.optional(),
  ContributorInsightsSpecification: inert.optional(),
  OnDemandThroughput: inert.optional(),
  WarmThroughput: inert.optional(),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const DynamoDBTable = defineResource(
  z.strictObject({
    TableName: text.optional(),
    KeySchema: keySchema,
    AttributeDefinitions: attributeDefinitions,
    BillingMode: billingMode.default('PROVISIONED'),
    ProvisionedThroughput: provisionedThroughput.optional(),
    GlobalSecondaryIndexes: z.array(globalSecondaryIndex).optional(),
    LocalSecondaryIndexes: localSecondaryIndexes.optional(),
    StreamSpecification: streamSpecification.optional(),
    TimeToLiveSpecification: timeToLiveSpecification.optional(),
    PointInTimeRecoverySpecification: pointInTimeRecoverySpecification.optional(),
    DeletionProtectionEnabled: flag.optional(),
    TableClass: tableClass.optional(),
    Tags: tags.optional(),
    ContributorInsightsSpecification: inert.optional(),
    OnDemandThroughput: inert.optional(),
    // It grants permissions to other accounts, and there are none.
    ResourcePolicy: inert.optional(),
    SSESpecification: inert.optional(),
    WarmThroughput: inert.optional(),
  }),
  (properties, context) =>
    provisionTable(
      {
        tableName: properties.TableName,
        streamViewType: properties.StreamSpecification?.StreamViewType,
        timeToLive: properties.TimeToLiveSpecification,
        pointInTimeRecovery: properties.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled,
        table: {
          KeySchema: properties.KeySchema,
          AttributeDefinitions: properties.AttributeDefinitions,
          BillingMode: properties.BillingMode,
          ProvisionedThroughput: properties.ProvisionedThroughput,
          GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
          LocalSecondaryIndexes: properties.LocalSecondaryIndexes,
          DeletionProtectionEnabled: properties.DeletionProtectionEnabled,
          TableClass: properties.TableClass,
          Tags: properties.Tags,
        },
      },
      context,
    ),
);
