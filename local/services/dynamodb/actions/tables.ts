import { AwsError } from '../../../platform/AwsError.ts';
import type { Operation } from '../Engine.ts';
import { indexTree, itemsTree, TABLES, tagsTree } from '../createStore.ts';
import { validate } from '../dynalite/validate.ts';
import { checkSupportedParameters } from '../errors.ts';
import { startStream } from '../streams/startStream.ts';
import { type KeySchema, managedTable, type Table } from '../tables/Table.ts';
import { indexesOf } from '../tables/indexes.ts';
import { tableDescriptionOf, newTable } from '../tables/tableDescription.ts';

const SUPPORTED = [
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'OnDemandThroughput',
  'ProvisionedThroughput',
  'ResourcePolicy',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
  'TableName',
  'Tags',
  'WarmThroughput',
];

/**
 * A table is there at once; only the answer says that it is being created, as callers expect.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export const createTable: Operation = (engine, input) => {
  checkSupportedParameters('CreateTable', input, SUPPORTED);
  const data = validate('createTable', input);
  if (engine.store.get(TABLES, data.TableName))
    throw new AwsError('ResourceInUseException', `Table already exists: ${data.TableName}`);

  checkAttributeDefinitions(data);
  const table = startStream(engine, newTable(engine.world, data, input), input.StreamSpecification);
  const tags = (input.Tags ?? []).map((tag: { Key: string }) => ({
    tree: tagsTree(data.TableName),
    key: tag.Key,
    value: tag,
  }));
  engine.store.commit([{ tree: TABLES, key: data.TableName, value: table }, ...tags]);
  return { TableDescription: { ...tableDescriptionOf(engine.store, table), TableStatus: 'CREATING' } };
};

/** Refuses definitions of attributes that are no key of the table or of an index. */
function checkAttributeDefinitions({
  AttributeDefinitions,
  KeySchema,
  LocalSecondaryIndexes = [],
  GlobalSecondaryIndexes = [],
}: any): void {
  const schemas: KeySchema[] = [{ KeySchema }, ...LocalSecondaryIndexes, ...GlobalSecondaryIndexes].map(
    (keyed) => keyed.KeySchema,
  );
  const used = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
  const defined: string[] = AttributeDefinitions.map(
    ({ AttributeName }: { AttributeName: string }) => AttributeName,
  );
  if (defined.some((name) => !used.has(name)))
    throw new AwsError(
      'ValidationException',
      'One or more parameter values were invalid: Some AttributeDefinitions are not used. ' +
        `AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
    );
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable: Operation = ({ store }, input) => {
  const { TableName } = validate('describeTable', input);
  return { Table: tableDescriptionOf(store, managedTable(store, TableName)) };
};

const MOST_NAMES = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables: Operation = ({ store }, input) => {
  const { ExclusiveStartTableName, Limit = MOST_NAMES } = validate('listTables', input);
  const tables: Table[] = [
    ...store.range(TABLES, ExclusiveStartTableName ? { gt: ExclusiveStartTableName } : {}),
  ];
  const names = tables.map(({ description }) => description.TableName);
  const page = names.slice(0, Limit);
  return { TableNames: page, ...(names.length > page.length && { LastEvaluatedTableName: page.at(-1) }) };
};

/**
 * A table is gone at once; only the answer says that it is being deleted.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
 */
export const deleteTable: Operation = ({ store, streams, expiry }, input) => {
  const { TableName } = validate('deleteTable', input);
  const table = managedTable(store, TableName);
  const { DeletionProtectionEnabled, StreamSpecification, LatestStreamArn, TableArn } = table.description;
  if (DeletionProtectionEnabled)
    throw new AwsError(
      'ValidationException',
      `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. Resource: ${TableArn}`,
    );

  const description = tableDescriptionOf(store, table);
  if (StreamSpecification?.StreamEnabled) streams.end(LatestStreamArn!);
  expiry.forget(TableName);
  store.commit([
    { tree: TABLES, key: TableName },
    { tree: itemsTree(TableName) },
    { tree: tagsTree(TableName) },
    ...indexesOf(table.description).map(({ IndexName }) => ({ tree: indexTree(TableName, IndexName) })),
  ]);
  return { TableDescription: { ...description, TableStatus: 'DELETING' } };
};
