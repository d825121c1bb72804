import type { Condition, Path, UpdateSection } from '../expressions/Expression.ts';
import type { AttributeMap, AttributeValue } from '../items/AttributeValue.ts';
import type { Index, KeySchema, ProvisionedThroughput, TableDescription } from '../tables/Table.ts';

/** What `validate` returns for each operation: known parameters, and under `_` what expressions were parsed to. */
export interface ValidatedInputs {
  readonly batchGetItem: WantsCapacity & { readonly RequestItems: Readonly<Record<string, KeysAndOptions>> };
  readonly batchWriteItem: WantsCapacity & {
    readonly RequestItems: Readonly<Record<string, readonly BatchedWrite[]>>;
  };
  readonly createTable: CreateTableInput;
  readonly deleteItem: KeyInput;
  readonly deleteTable: NamesTable;
  readonly describeTable: NamesTable;
  readonly getItem: ReadInput;
  readonly listTables: { readonly ExclusiveStartTableName?: string; readonly Limit?: number };
  readonly putItem: PutInput;
  readonly query: PageInput;
  readonly scan: PageInput;
  readonly updateItem: KeyInput;
}

interface NamesTable {
  readonly TableName: string;
}

/** Whether the answer says what the action took. */
export interface WantsCapacity {
  readonly ReturnConsumedCapacity?: 'INDEXES' | 'TOTAL' | 'NONE';
}

/** Which attributes the answer holds: all, where neither is there. */
export interface Projects {
  readonly _projection?: { readonly paths: readonly Path[]; readonly nestedPaths: object };
  readonly AttributesToGet?: readonly string[];
}

export interface ReadInput extends NamesTable, Projects, WantsCapacity {
  readonly Key: AttributeMap;
  readonly ConsistentRead?: boolean;
}

export interface KeysAndOptions extends Projects {
  readonly Keys: readonly AttributeMap[];
  readonly ConsistentRead?: boolean;
}

/** Holds one of both. */
interface BatchedWrite {
  readonly PutRequest?: { readonly Item: AttributeMap };
  readonly DeleteRequest?: { readonly Key: AttributeMap };
}

/** Query and Scan. */
export interface PageInput extends NamesTable, Projects, WantsCapacity {
  readonly IndexName?: string;
  readonly Select?: 'SPECIFIC_ATTRIBUTES' | 'COUNT' | 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES';
  readonly Limit?: number;
  readonly ConsistentRead?: boolean;
  readonly ExclusiveStartKey?: AttributeMap;
  readonly ProjectionExpression?: string;
  readonly KeyConditions?: Readonly<
    Record<string, { readonly AttributeValueList?: readonly AttributeValue[] }>
  >;
  readonly _filter?: { readonly expression: Condition };
  /** The legacy filters. */
  readonly QueryFilter?: object;
  readonly ScanFilter?: object;
  readonly ConditionalOperator?: string;
}

/** What all writes of one item share. */
interface WriteInput extends NamesTable, WantsCapacity {
  readonly _condition?: { readonly expression: Condition };
  readonly _updates?: { readonly sections: readonly UpdateSection[]; readonly paths: readonly Path[] };
  /** The legacy form of an update expression. */
  readonly AttributeUpdates?: object;
  readonly ReturnValues?: string;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
}

export interface PutInput extends WriteInput {
  readonly Item: AttributeMap;
}

export interface KeyInput extends WriteInput {
  readonly Key: AttributeMap;
}

export interface CreateTableInput extends NamesTable {
  readonly AttributeDefinitions: TableDescription['AttributeDefinitions'];
  readonly KeySchema: KeySchema;
  readonly BillingMode?: string;
  readonly ProvisionedThroughput?: Partial<ProvisionedThroughput>;
  readonly LocalSecondaryIndexes?: readonly RequestedIndex[];
  readonly GlobalSecondaryIndexes?: readonly RequestedIndex[];
}

/** An index as a request describes it. */
export type RequestedIndex = Pick<Index, 'IndexName' | 'KeySchema' | 'Projection'> & {
  readonly ProvisionedThroughput?: Partial<ProvisionedThroughput>;
};
