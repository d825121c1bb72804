import { arnOf } from '../../../platform/arns.ts';
import type { World } from '../../../platform/World.ts';
import type { GlobalIndex, Index, ProvisionedThroughput, Table } from './Table.ts';

/** A table as `data`, a validated CreateTable, and what the validation does not know of its `input`, describe it. */
export function newTable({ clock, random, account }: World, data: any, input: any): Table {
  const arn = arnOf(account, 'dynamodb', `table/${data.TableName}`);
  const now = clock.now() / 1000;
  const onDemand = data.BillingMode === 'PAY_PER_REQUEST';
  return {
    pointInTimeRecovery: false,
    description: {
      AttributeDefinitions: data.AttributeDefinitions,
      TableName: data.TableName,
      KeySchema: data.KeySchema,
      TableStatus: 'ACTIVE',
      CreationDateTime: now,
      ProvisionedThroughput: throughput(data.ProvisionedThroughput),
      TableArn: arn,
      TableId: random.uuid(),
      ...(onDemand && {
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: now },
      }),
      ...(data.LocalSecondaryIndexes && {
        LocalSecondaryIndexes: data.LocalSecondaryIndexes.map((index: Index) => localIndex(arn, index)),
      }),
      ...(data.GlobalSecondaryIndexes && {
        GlobalSecondaryIndexes: data.GlobalSecondaryIndexes.map((index: Index) => globalIndex(arn, index)),
      }),
      ...(input.TableClass && { TableClassSummary: { TableClass: input.TableClass } }),
      DeletionProtectionEnabled: input.DeletionProtectionEnabled ?? false,
    },
  };
}

export const throughput = (asked: Partial<ProvisionedThroughput> = {}): ProvisionedThroughput => ({
  NumberOfDecreasesToday: 0,
  ReadCapacityUnits: asked.ReadCapacityUnits ?? 0,
  WriteCapacityUnits: asked.WriteCapacityUnits ?? 0,
});

const localIndex = (tableArn: string, { IndexName, KeySchema, Projection }: Index): Index => ({
  IndexName,
  KeySchema,
  Projection,
  IndexArn: `${tableArn}/index/${IndexName}`,
});

export const globalIndex = (
  tableArn: string,
  index: Index & { ProvisionedThroughput?: ProvisionedThroughput },
): GlobalIndex => ({
  ...localIndex(tableArn, index),
  IndexStatus: 'ACTIVE',
  ProvisionedThroughput: throughput(index.ProvisionedThroughput),
});
