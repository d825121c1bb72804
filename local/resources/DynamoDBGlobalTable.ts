import { z } from 'zod';
import { OperatorError } from '../platform/errors.ts';
import { provisionTable, type TableDefinition } from './common/provisionTable.ts';
import { tableLifecycle } from './common/tableLifecycle.ts';
import {
  attributeDefinitions,
  billingMode,
  keySchema,
  localSecondaryIndexes,
  pointInTimeRecoverySpecification,
  projection,
  streamSpecification,
  tableClass,
  tags,
  timeToLiveSpecification,
} from './common/tableProperties.ts';
import { flag, inert, integer, text } from './common/properties.ts';
import { defineResource, type ResourceContext } from './common/ResourceType.ts';

// Nothing is throttled on one machine, so an auto-scaled table has its minimum capacity.
const scaling = z.looseObject({ MinCapacity: integer });
const readThroughput = z.strictObject({
  ReadCapacityUnits: integer.optional(),
  ReadCapacityAutoScalingSettings: scaling.optional(),
});
const writeThroughput = z.strictObject({
  WriteCapacityUnits: integer.optional(),
  WriteCapacityAutoScalingSettings: scaling.optional(),
});

const replica = z.strictObject({
  Region: text,
  DeletionProtectionEnabled: flag.optional(),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: text,
        ReadProvisionedThroughputSettings: readThroughput.optional(),
        ContributorInsightsSpecification: inert.optional(),
        ReadOnDemandThroughputSettings: inert.optional(),
      }),
    )
    .optional(),
  PointInTimeRecoverySpecification: pointInTimeRecoverySpecification.optional(),
  ReadProvisionedThroughputSettings: readThroughput.optional(),
  TableClass: tableClass.optional(),
  Tags: tags.optional(),
  ContributorInsightsSpecification: inert.optional(),
  ReadOnDemandThroughputSettings: inert.optional(),
  ReplicaStreamSpecification: inert.optional(),
  // It grants permissions to other accounts, and there are none.
  ResourcePolicy: inert.optional(),
  SSESpecification: inert.optional(),
});

const globalSecondaryIndex = z.strictObject({
  IndexName: text,
  KeySchema: keySchema,
  Projection: projection,
  WriteProvisionedThroughputSettings: writeThroughput.optional(),
  WarmThroughput: inert.optional(),
  WriteOnDemandThroughputSettings: inert.optional(),
});

const globalTable = z.strictObject({
  TableName: text.optional(),
  KeySchema: keySchema,
  AttributeDefinitions: attributeDefinitions,
  BillingMode: billingMode.default('PROVISIONED'),
  GlobalSecondaryIndexes: z.array(globalSecondaryIndex).optional(),
  LocalSecondaryIndexes: localSecondaryIndexes.optional(),
  Replicas: z.array(replica).min(1),
  StreamSpecification: streamSpecification.optional(),
  TimeToLiveSpecification: timeToLiveSpecification.optional(),
  WriteProvisionedThroughputSettings: writeThroughput.optional(),
  SSESpecification: inert.optional(),
  WarmThroughput: inert.optional(),
  WriteOnDemandThroughputSettings: inert.optional(),
});

type GlobalTable = z.output<typeof globalTable>;

/**
 * A table of one region, because the cloud has only one.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export const DynamoDBGlobalTable = defineResource(
  globalTable,
  (properties, context) => provisionTable(definitionOf(properties, context), context),
  {
    replacedBy: ['KeySchema', 'LocalSecondaryIndexes', 'TableName'],
    ...tableLifecycle(definitionOf),
  },
);

function definitionOf(properties: GlobalTable, context: ResourceContext): TableDefinition {
  const here = onlyReplica(properties, context);
  return {
    tableName: properties.TableName,
    streamViewType: properties.StreamSpecification?.StreamViewType,
    timeToLive: properties.TimeToLiveSpecification,
    pointInTimeRecovery: here.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled,
    table: {
      KeySchema: properties.KeySchema,
      AttributeDefinitions: properties.AttributeDefinitions,
      BillingMode: properties.BillingMode,
      ...throughput(properties, here, properties),
      GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes?.map((index) => ({
        IndexName: index.IndexName,
        KeySchema: index.KeySchema,
        Projection: index.Projection,
        ...throughput(
          properties,
          here.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.IndexName),
          index,
        ),
      })),
      LocalSecondaryIndexes: properties.LocalSecondaryIndexes,
      DeletionProtectionEnabled: here.DeletionProtectionEnabled,
      TableClass: here.TableClass,
      Tags: here.Tags,
    },
  };
}

function onlyReplica({ Replicas }: GlobalTable, { world, logicalId }: ResourceContext) {
  const [here, ...others] = Replicas;
  if (!here || others.length > 0 || here.Region !== world.account.region)
    throw new OperatorError(
      `${logicalId}: a global table with replicas in ${Replicas.map(({ Region }) => Region).join(
        ', ',
      )} is not supported; ` + `the cloud has one region, ${world.account.region}`,
    );
  return here;
}

interface Reads {
  readonly ReadProvisionedThroughputSettings?: z.output<typeof readThroughput>;
}

interface Writes {
  readonly WriteProvisionedThroughputSettings?: z.output<typeof writeThroughput>;
}

/** Provisioned capacity: the replica has the read capacity, the table the write capacity. */
function throughput({ BillingMode }: GlobalTable, reads: Reads | undefined, writes: Writes): object {
  if (BillingMode !== 'PROVISIONED') return {};
  const read = reads?.ReadProvisionedThroughputSettings;
  const write = writes.WriteProvisionedThroughputSettings;
  return {
    ProvisionedThroughput: {
      ReadCapacityUnits: read?.ReadCapacityUnits ?? read?.ReadCapacityAutoScalingSettings?.MinCapacity,
      WriteCapacityUnits: write?.WriteCapacityUnits ?? write?.WriteCapacityAutoScalingSettings?.MinCapacity,
    },
  };
}
