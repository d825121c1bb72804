import { type Call, callAction } from '../../../local/platform/Call.ts';
import type { World } from '../../../local/platform/World.ts';
import { createDynamoDb } from '../../../local/services/dynamodb/createDynamoDb.ts';
import type { AttributeMap } from '../../../local/services/dynamodb/DynamoDb.ts';
import type { RequestRecord } from '../../../local/services/dynamodb/requestKeys.ts';
import type { JsonObject } from '../JsonObject.ts';
import type { Read } from '../protocol.ts';
import { pageRequestOf, tableNameOf, touchedItems } from './touchedItems.ts';

/** Reads a real table, in the shapes of DynamoDB's JSON. */
export type ReadTable = (action: Read, input: JsonObject) => Promise<JsonObject>;

export interface TableCopy {
  /** Answers a request of `DynamoDB_20120810.*` from the copy. `whole` is false where a query found more than is copied. */
  answer(
    action: string,
    input: RequestRecord,
    call: Call,
  ): Promise<{ readonly output: object; readonly whole: boolean }>;
}

/** Items that one query or scan copies at most. Chosen: no handler of a queue reads more by one. */
const MOST_ITEMS = 2000;

/** Keys of one BatchGetItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_KEYS = 100;

/** The members of https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html that a copy needs. */
interface Description {
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly AttributeDefinitions: readonly object[];
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: readonly Index[];
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly object[];
  readonly Projection: object;
}

/** Copies of tables in memory. What a request touches is read from the real table before, and once: from then on it is the copy's. */
export const createTableCopy = (world: World, read: ReadTable): TableCopy => {
  const copies = new Map<string, Promise<OneTable>>();
  const { actions } = createDynamoDb(world);
  const run = (name: string, input: object, call: Call) => callAction<object>(actions, name, input, call);
  const tableOf = (name: string, call: Call) => {
    const copy = copies.get(name) ?? createOneTable(name, read, (action, input) => run(action, input, call));
    copies.set(name, copy);
    return copy;
  };

  return {
    async answer(action, input, call) {
      const items = Map.groupBy(touchedItems(action, input), ({ table }) => table);
      for (const [name, touched] of items) {
        const table = await tableOf(name, call);
        await table.copyItems(touched.map(({ item }) => item));
      }
      let whole = true;
      const paged = action === 'Query' || action === 'Scan' ? input['TableName'] : undefined;
      if (typeof paged === 'string' && (action === 'Query' || action === 'Scan')) {
        const table = await tableOf(tableNameOf(paged), call);
        whole = await table.copyPages(action, pageRequestOf(input));
      }
      return { output: await run(action, input, call), whole };
    },
  };
};

interface OneTable {
  /** Copies the items of these keys, as far as there are any. */
  copyItems(keyed: readonly AttributeMap[]): Promise<void>;
  /** Copies what a query or a scan finds. Returns false where there is more than that. */
  copyPages(action: 'Query' | 'Scan', request: RequestRecord): Promise<boolean>;
}

type Run = (action: string, input: object) => Promise<object>;

const createOneTable = async (TableName: string, read: ReadTable, run: Run): Promise<OneTable> => {
  // DynamoDB's own answer, in the shape that it documents.
  const { Table } = (await read('DescribeTable', { TableName })) as { readonly Table: Description };
  await run('CreateTable', tableInputOf(TableName, Table));
  const keyNames = Table.KeySchema.map(({ AttributeName }) => AttributeName);
  const keyOf = (item: AttributeMap) =>
    Object.fromEntries(keyNames.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
  const idOf = (item: AttributeMap) => JSON.stringify(keyNames.map((name) => item[name]));
  /** Items that were copied, or looked for and not found, by their keys. */
  const known = new Map<string, Promise<void>>();
  const pages = new Map<string, Promise<boolean>>();

  const put = async (items: readonly AttributeMap[]) => {
    for (const Item of items) await run('PutItem', { TableName, Item });
  };
  const fetchItems = async (keys: readonly AttributeMap[]) => {
    const { Responses } = await read('BatchGetItem', {
      RequestItems: { [TableName]: { Keys: keys, ConsistentRead: true } },
    });
    // Likewise.
    await put((Responses as Record<string, AttributeMap[]> | undefined)?.[TableName] ?? []);
  };
  const remember = (items: readonly AttributeMap[], copied: Promise<void>) => {
    for (const item of items) known.set(idOf(item), copied);
  };

  const copyItems = async (keyed: readonly AttributeMap[]) => {
    const missing = [...new Map(keyed.map((item) => [idOf(item), keyOf(item)])).entries()].filter(
      ([id]) => !known.has(id),
    );
    for (let at = 0; at < missing.length; at += MOST_KEYS) {
      const keys = missing.slice(at, at + MOST_KEYS).map(([, key]) => key);
      // A malformed key is for the copy to refuse.
      if (keys.every((key) => Object.keys(key).length === keyNames.length)) remember(keys, fetchItems(keys));
    }
    await Promise.all(keyed.map((item) => known.get(idOf(item))));
  };

  const copyFound = async (found: readonly AttributeMap[], areWhole: boolean) => {
    const fresh = found.filter((item) => !known.has(idOf(item)));
    if (!areWhole) return copyItems(fresh);
    remember(fresh, put(fresh));
    await Promise.all(found.map((item) => known.get(idOf(item))));
  };

  const readPages = async (action: 'Query' | 'Scan', request: RequestRecord) => {
    const areWhole = hasWholeItems(Table, request['IndexName']);
    let start: unknown;
    for (let count = 0; count < MOST_ITEMS;) {
      const page = await read(action, {
        ...request,
        Limit: MOST_ITEMS - count,
        ...(start !== undefined && { ExclusiveStartKey: start }),
      });
      // Likewise.
      const { Items = [], LastEvaluatedKey } = page as { Items?: AttributeMap[]; LastEvaluatedKey?: unknown };
      await copyFound(Items, areWhole);
      if (LastEvaluatedKey === undefined) return true;
      count += Items.length;
      start = LastEvaluatedKey;
    }
    return false;
  };

  return {
    copyItems,
    copyPages(action, request) {
      const id = JSON.stringify([action, request]);
      const copied = pages.get(id) ?? readPages(action, request);
      pages.set(id, copied);
      return copied;
    },
  };
};

/** Whether what is read there has all attributes of its items. */
const hasWholeItems = (
  { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }: Description,
  indexName: unknown,
) => {
  if (indexName === undefined) return true;
  const index = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].find(
    ({ IndexName }) => IndexName === indexName,
  );
  return (
    index !== undefined && 'ProjectionType' in index.Projection && index.Projection.ProjectionType === 'ALL'
  );
};

const tableInputOf = (TableName: string, table: Description) => {
  const indexes = (given: readonly Index[] | undefined) =>
    given?.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes } = table;
  return {
    TableName,
    KeySchema,
    AttributeDefinitions,
    BillingMode: 'PAY_PER_REQUEST',
    ...(GlobalSecondaryIndexes?.length && { GlobalSecondaryIndexes: indexes(GlobalSecondaryIndexes) }),
    ...(LocalSecondaryIndexes?.length && { LocalSecondaryIndexes: indexes(LocalSecondaryIndexes) }),
  };
};
