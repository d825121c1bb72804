import { z } from 'zod';
import { provisionTable, type TableDefinition } from './common/provisionTable.ts';
import { tableLifecycle } from './common/tableLifecycle.ts';
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

const properties = z.strictObject({
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
});

const definitionOf = (given: z.output<typeof properties>): TableDefinition => ({
  tableName: given.TableName,
  streamViewType: given.StreamSpecification?.StreamViewType,
  timeToLive: given.TimeToLiveSpecification,
  pointInTimeRecovery: given.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled,
  table: {
    KeySchema: given.KeySchema,
    AttributeDefinitions: given.AttributeDefinitions,
    BillingMode: given.BillingMode,
    ProvisionedThroughput: given.ProvisionedThroughput,
    GlobalSecondaryIndexes: given.GlobalSecondaryIndexes,
    LocalSecondaryIndexes: given.LocalSecondaryIndexes,
    DeletionProtectionEnabled: given.DeletionProtectionEnabled,
    TableClass: given.TableClass,
    Tags: given.Tags,
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const DynamoDBTable = defineResource(
  properties,
  (given, context) => provisionTable(definitionOf(given), context),
  { replacedBy: ['KeySchema', 'TableName'], ...tableLifecycle(definitionOf) },
);
