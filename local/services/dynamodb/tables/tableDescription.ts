import type { AttributeMap } from '../items/AttributeValue.ts';
import type { World } from '../../../platform/World.ts';
import { arnOf } from '../../../platform/arns.ts';
import type { Store, Tree } from '../createStore.ts';
import type { CreateTableInput, RequestedIndex } from '../dynalite/ValidatedInputs.ts';
import { itemSize } from '../items/itemSize.ts';
import {
  type GlobalIndex,
  type OnDemandThroughput,
  type Index,
  type ProvisionedThroughput,
  type Table,
  type TableDescription,
  indexTree,
  itemsTree,
} from './Table.ts';
import { projectedAttributes } from './indexes.ts';

/** Settings of a table that are newer than dynalite's validation. */
export interface TableSettings {
  readonly OnDemandThroughput?: OnDemandThroughput;
  readonly TableClass?: string;
  readonly DeletionProtectionEnabled?: boolean;
}

/** The table that a CreateTable asks for: `data` is its validated input. */
export function newTable(
  { clock, random, account }: World,
  data: CreateTableInput,
  input: TableSettings,
): Table {
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
      ProvisionedThroughput: provisionedThroughput(data.ProvisionedThroughput),
      TableArn: arn,
      TableId: random.uuid(),
      ...(onDemand && {
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: now },
      }),
      ...(data.LocalSecondaryIndexes && {
        LocalSecondaryIndexes: data.LocalSecondaryIndexes.map((index) => localIndex(arn, index)),
      }),
      ...(data.GlobalSecondaryIndexes && {
        GlobalSecondaryIndexes: data.GlobalSecondaryIndexes.map((index) => globalIndex(arn, index)),
      }),
      ...(input.OnDemandThroughput && { OnDemandThroughput: input.OnDemandThroughput }),
      ...(input.TableClass && { TableClassSummary: { TableClass: input.TableClass } }),
      DeletionProtectionEnabled: input.DeletionProtectionEnabled ?? false,
    },
  };
}

export const provisionedThroughput = (asked: Partial<ProvisionedThroughput> = {}): ProvisionedThroughput => ({
  NumberOfDecreasesToday: 0,
  ReadCapacityUnits: asked.ReadCapacityUnits ?? 0,
  WriteCapacityUnits: asked.WriteCapacityUnits ?? 0,
});

const localIndex = (tableArn: string, { IndexName, KeySchema, Projection }: RequestedIndex): Index => ({
  IndexName,
  KeySchema,
  Projection,
  IndexArn: `${tableArn}/index/${IndexName}`,
});

export const globalIndex = (tableArn: string, index: RequestedIndex): GlobalIndex => ({
  ...localIndex(tableArn, index),
  IndexStatus: 'ACTIVE',
  ProvisionedThroughput: provisionedThroughput(index.ProvisionedThroughput),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
export function tableDescriptionOf(store: Store, { description }: Table): object {
  const { LocalSecondaryIndexes, GlobalSecondaryIndexes, TableName } = description;
  const measured = (index: Index) => ({ ...index, ...indexFigures(store, description, index) });
  return {
    ...description,
    ItemCount: store.count(itemsTree(TableName)),
    TableSizeBytes: bytesOf(store, itemsTree(TableName), (item) => item),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes: LocalSecondaryIndexes.map(measured) }),
    ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(measured) }),
  };
}

function indexFigures(store: Store, table: TableDescription, index: Index) {
  const tree = indexTree(table.TableName, index.IndexName);
  return {
    ItemCount: store.count(tree),
    IndexSizeBytes: bytesOf(store, tree, (item) => projectedAttributes(table, index, item)),
  };
}

function bytesOf(store: Store, tree: Tree<AttributeMap>, held: (item: AttributeMap) => AttributeMap): number {
  let bytes = 0;
  for (const item of store.range(tree, {})) bytes += itemSize(held(item));
  return bytes;
}
