import { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Operation } from '../Engine.ts';
import { validate } from '../dynalite/validate.ts';
import { checkSupportedParameters, parseDynamoDbInput } from '../errors.ts';
import { attributeDefinitions, projection, tableSettings, tags } from './inputs.ts';
import type { CreateTableInput } from '../dynalite/ValidatedInputs.ts';
import { startStream } from '../streams/startStream.ts';
import { enabledStreamOf, indexTree, itemsTree, managedTable, TABLES, tagsTree } from '../tables/Table.ts';
import { indexesOf } from '../tables/indexes.ts';
import { newTable, tableDescriptionOf } from '../tables/tableDescription.ts';

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

/** Parameters that `validate` leaves out. */
const createTableSettings = z.object({ ...tableSettings, Tags: tags.optional() });

/**
 * A table exists at once. Only the answer says that it is being created, as callers expect.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export const createTable: Operation = (engine, input) => {
  checkSupportedParameters('CreateTable', input, SUPPORTED);
  const data = validate('createTable', input);
  const settings = parseDynamoDbInput(createTableSettings, input);
  checkNames(data);
  if (engine.store.get(TABLES, data.TableName))
    throw new AwsError('ResourceInUseException', `Table already exists: ${data.TableName}`);

  checkAttributeDefinitions(data);
  const table = startStream(engine, newTable(engine.world, data, settings), settings.StreamSpecification);
  const tags = (settings.Tags ?? []).map((tag) => ({
    tree: tagsTree(data.TableName),
    key: tag.Key,
    value: tag,
  }));
  engine.store.commit([{ tree: TABLES, key: data.TableName, value: table }, ...tags]);
  return { TableDescription: { ...tableDescriptionOf(engine.store, table), TableStatus: 'CREATING' } };
};

/** Lengths and types that dynalite's own check lacks. */
function checkNames({ AttributeDefinitions, ...schemas }: CreateTableInput): void {
  const { LocalSecondaryIndexes = [], GlobalSecondaryIndexes = [] } = schemas;
  parseDynamoDbInput(attributeDefinitions, AttributeDefinitions);
  for (const { Projection } of [...LocalSecondaryIndexes, ...GlobalSecondaryIndexes])
    parseDynamoDbInput(projection, Projection);
}

/** Throws for definitions of attributes that are no key of the table or of an index. */
function checkAttributeDefinitions({
  AttributeDefinitions,
  KeySchema,
  LocalSecondaryIndexes = [],
  GlobalSecondaryIndexes = [],
}: CreateTableInput): void {
  const schemas = [{ KeySchema }, ...LocalSecondaryIndexes, ...GlobalSecondaryIndexes].map(
    (keyed) => keyed.KeySchema,
  );
  const used = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
  const defined = AttributeDefinitions.map(({ AttributeName }) => AttributeName);
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
  const tables = [...store.range(TABLES, ExclusiveStartTableName ? { gt: ExclusiveStartTableName } : {})];
  const names = tables.map(({ description }) => description.TableName);
  const page = names.slice(0, Limit);
  return { TableNames: page, ...(names.length > page.length && { LastEvaluatedTableName: page.at(-1) }) };
};

/**
 * A table is gone at once. Only the answer says that it is being deleted.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
 */
export const deleteTable: Operation = ({ store, streams, expiry }, input) => {
  const { TableName } = validate('deleteTable', input);
  const table = managedTable(store, TableName);
  const { DeletionProtectionEnabled, TableArn } = table.description;
  if (DeletionProtectionEnabled)
    throw new AwsError(
      'ValidationException',
      `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. Resource: ${TableArn}`,
    );

  const description = tableDescriptionOf(store, table);
  const stream = enabledStreamOf(table.description);
  if (stream) streams.end(stream.arn);
  expiry.forget(TableName);
  store.commit([
    { tree: TABLES, key: TableName },
    { tree: itemsTree(TableName) },
    { tree: tagsTree(TableName) },
    ...indexesOf(table.description).map(({ IndexName }) => ({ tree: indexTree(TableName, IndexName) })),
  ]);
  return { TableDescription: { ...description, TableStatus: 'DELETING' } };
};
