import { getOwn } from '../../../platform/ownProperty.ts';
import type { AttributeMap } from '../items/AttributeValue.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Change, Store } from '../createStore.ts';
import type { RequestedIndex } from '../dynalite/ValidatedInputs.ts';
import { indexesOf, indexKey } from './indexes.ts';
import { globalIndex, provisionedThroughput } from './tableDescription.ts';
import { type GlobalIndex, type Index, type TableDescription, indexTree, itemsTree } from './Table.ts';

/** What an UpdateTable says of indexes. */
export interface IndexUpdates {
  readonly AttributeDefinitions?: TableDescription['AttributeDefinitions'];
  readonly GlobalSecondaryIndexUpdates?: readonly {
    readonly Create?: RequestedIndex;
    readonly Delete?: { readonly IndexName: string };
    readonly Update?: ResizedIndex;
  }[];
}

type ResizedIndex = Pick<RequestedIndex, 'IndexName' | 'ProvisionedThroughput'>;

export interface IndexUpdate {
  readonly description: TableDescription;
  /** Entries of what was created, and trees of what was deleted. */
  readonly changes: readonly Change[];
}

/** A table after the `GlobalSecondaryIndexUpdates` of an UpdateTable. A new index has an entry for each item. */
export function updateIndexes(store: Store, table: TableDescription, input: IndexUpdates): IndexUpdate {
  const start: IndexUpdate = {
    description: {
      ...table,
      AttributeDefinitions: mergedDefinitions(
        table,
        input.AttributeDefinitions ?? table.AttributeDefinitions,
      ),
    },
    changes: [],
  };
  return (input.GlobalSecondaryIndexUpdates ?? []).reduce(
    (update: IndexUpdate, { Create, Delete, Update }) => {
      if (Create) return createIndex(store, update, Create);
      if (Delete) return deleteIndex(update, Delete.IndexName);
      if (Update) return resizeIndex(update, Update);
      throw invalidIndex(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
      );
    },
    start,
  );
}

/** The definitions that are given, and those of keys that stay. Throws where a key would get another type. */
function mergedDefinitions(
  table: TableDescription,
  given: TableDescription['AttributeDefinitions'],
): TableDescription['AttributeDefinitions'] {
  const keys = new Set([table, ...indexesOf(table)].flatMap(({ KeySchema }) => KeySchema).map(nameOf));
  const kept = table.AttributeDefinitions.filter((definition) => keys.has(nameOf(definition)));
  for (const { AttributeName, AttributeType } of kept) {
    const other = given.find((definition) => nameOf(definition) === AttributeName);
    if (other && other.AttributeType !== AttributeType)
      throw invalidIndex(`The type of the key attribute ${AttributeName} cannot be changed`);
  }
  return [
    ...given,
    ...kept.filter((definition) => !given.some((other) => nameOf(other) === nameOf(definition))),
  ];
}

const nameOf = ({ AttributeName }: { readonly AttributeName: string }) => AttributeName;

function createIndex(
  store: Store,
  { description, changes }: IndexUpdate,
  asked: RequestedIndex,
): IndexUpdate {
  if (findIndex(description, asked.IndexName))
    throw invalidIndex(`Attempting to create an index which already exists: ${asked.IndexName}`);
  const undefinedKeys = asked.KeySchema.filter(({ AttributeName }) => !isDefined(description, AttributeName));
  if (undefinedKeys.length > 0)
    throw invalidIndex(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${undefinedKeys
        .map(({ AttributeName }) => AttributeName)
        .join(', ')}]`,
    );
  const index = globalIndex(description.TableArn, asked);
  return {
    description: {
      ...description,
      GlobalSecondaryIndexes: [...(description.GlobalSecondaryIndexes ?? []), index],
    },
    changes: [...changes, ...indexEntries(store, description, index)],
  };
}

/** An entry for each item of a table whose key attributes have the types of the index's. */
export function indexEntries(store: Store, table: TableDescription, index: Index): Change[] {
  const tree = indexTree(table.TableName, index.IndexName);
  const entries: Change[] = [];
  for (const item of store.range(itemsTree(table.TableName), {})) {
    const key = hasKeyTypes(table, index, item) ? indexKey(table, index, item) : undefined;
    if (key !== undefined) entries.push({ tree, key, value: item });
  }
  return entries;
}

const hasKeyTypes = (table: TableDescription, { KeySchema }: Index, item: AttributeMap) =>
  KeySchema.every(({ AttributeName: name }) =>
    table.AttributeDefinitions.some(
      ({ AttributeName, AttributeType }) =>
        AttributeName === name && getOwn(item, name)?.[AttributeType] !== undefined,
    ),
  );

function deleteIndex({ description, changes }: IndexUpdate, name: string): IndexUpdate {
  existingIndex(description, name);
  const { GlobalSecondaryIndexes = [], ...rest } = description;
  const left = GlobalSecondaryIndexes.filter(({ IndexName }) => IndexName !== name);
  return {
    description: left.length > 0 ? { ...rest, GlobalSecondaryIndexes: left } : rest,
    changes: [...changes, { tree: indexTree(description.TableName, name) }],
  };
}

function resizeIndex(
  { description, changes }: IndexUpdate,
  { IndexName, ProvisionedThroughput }: ResizedIndex,
): IndexUpdate {
  const resized: GlobalIndex = {
    ...existingIndex(description, IndexName),
    ProvisionedThroughput: provisionedThroughput(ProvisionedThroughput),
  };
  const indexes = description.GlobalSecondaryIndexes?.map((index) =>
    index.IndexName === IndexName ? resized : index,
  );
  return { description: { ...description, GlobalSecondaryIndexes: indexes }, changes };
}

const findIndex = ({ GlobalSecondaryIndexes = [] }: TableDescription, name: string) =>
  GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === name);

function existingIndex(table: TableDescription, name: string): GlobalIndex {
  const index = findIndex(table, name);
  if (!index) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  return index;
}

const isDefined = ({ AttributeDefinitions }: TableDescription, name: string) =>
  AttributeDefinitions.some(({ AttributeName }) => AttributeName === name);

const invalidIndex = (message: string) =>
  new AwsError('ValidationException', `One or more parameter values were invalid: ${message}`);
