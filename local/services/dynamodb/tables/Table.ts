import { AwsError } from '../../../platform/AwsError.ts';
import type { StreamViewType } from '../DynamoDb.ts';
import { DERIVED, type Store, treeNamed } from '../createStore.ts';
import { pickAttributes } from '../expressions/projectPaths.ts';
import type { AttributeMap } from '../items/AttributeValue.ts';

export type KeySchema = readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];

/** What is kept of a table. */
export interface Table {
  readonly description: TableDescription;
  /** The attribute that says when an item expires, where TTL is enabled. */
  readonly timeToLive?: string;
  readonly pointInTimeRecovery: boolean;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html, without counts and sizes */
export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableId: string;
  readonly TableStatus: 'ACTIVE';
  /** Epoch seconds. */
  readonly CreationDateTime: number;
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: 'S' | 'N' | 'B';
  }[];
  readonly KeySchema: KeySchema;
  readonly ProvisionedThroughput: ProvisionedThroughput;
  readonly BillingModeSummary?: {
    readonly BillingMode: string;
    readonly LastUpdateToPayPerRequestDateTime?: number;
  };
  readonly OnDemandThroughput?: OnDemandThroughput;
  readonly TableClassSummary?: { readonly TableClass: string };
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly GlobalSecondaryIndexes?: readonly GlobalIndex[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType: StreamViewType };
  readonly LatestStreamLabel?: string;
  readonly LatestStreamArn?: string;
  readonly DeletionProtectionEnabled: boolean;
}

/** Most units a second, -1 for no maximum. */
export interface OnDemandThroughput {
  readonly MaxReadRequestUnits?: number | undefined;
  readonly MaxWriteRequestUnits?: number | undefined;
}

export interface ProvisionedThroughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
  readonly NumberOfDecreasesToday: number;
}

export interface Index {
  readonly IndexName: string;
  readonly IndexArn: string;
  readonly KeySchema: KeySchema;
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly NonKeyAttributes?: readonly string[];
  };
}

export interface GlobalIndex extends Index {
  readonly IndexStatus: 'ACTIVE';
  readonly ProvisionedThroughput: ProvisionedThroughput;
}

/** The attributes of an item that are its key in a table or an index. */
export function keysOf(item: AttributeMap, schema: KeySchema): AttributeMap {
  return pickAttributes(
    schema.map(({ AttributeName }) => AttributeName),
    item,
  );
}

// Where all of it is stored: items and index entries by `itemKey`, the rest by name.

export const TABLES = treeNamed<Table>('tables');
export const itemsTree = (table: string) => treeNamed<AttributeMap>(`items/${table}`);
export const tagsTree = (table: string) => treeNamed<Tag>(`tags/${table}`);
export const indexTree = (table: string, index: string) =>
  treeNamed<AttributeMap>(`${DERIVED}${table}/${index}`);

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Tag.html */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The stream that records changes of a table now; undefined where there is none. */
export function enabledStreamOf({
  StreamSpecification,
  LatestStreamArn,
  LatestStreamLabel,
}: TableDescription) {
  if (!StreamSpecification?.StreamEnabled || !LatestStreamArn || !LatestStreamLabel) return undefined;
  return { arn: LatestStreamArn, label: LatestStreamLabel, viewType: StreamSpecification.StreamViewType };
}

/** The table items are read from or written to. */
export function tableNamed(store: Store, name: string): Table {
  const table = store.get(TABLES, name);
  if (!table) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  return table;
}

/** The table that an action on tables is about. Its error names the table, unlike `tableNamed`'s. */
export function managedTable(store: Store, name: string): Table {
  const table = store.get(TABLES, name);
  if (!table)
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  return table;
}
