import { type Call, callAction } from '../../../local/platform/Call.ts';
import { invariant } from '../../../local/platform/errors.ts';
import type { World } from '../../../local/platform/World.ts';
import { createDynamoDb } from '../../../local/services/dynamodb/createDynamoDb.ts';
import type { AttributeMap } from '../../../local/services/dynamodb/DynamoDb.ts';
import type { RequestRecord } from '../../../local/services/dynamodb/requestKeys.ts';
import type { JsonObject } from '../JsonObject.ts';
import type { Read } from '../protocol.ts';
import { createItemCopies } from './createItemCopies.ts';
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

/** DynamoDB's own answers, in the shapes that it documents. */
interface Answers {
  readonly Table: Description;
  readonly Responses: Readonly<Record<string, readonly AttributeMap[]>>;
  readonly Items: readonly AttributeMap[];
  readonly LastEvaluatedKey: unknown;
}

type Run = (action: string, input: object) => Promise<object>;

const createOneTable = async (TableName: string, read: ReadTable, run: Run): Promise<OneTable> => {
  // As documented.
  const ask = async (action: Read, input: JsonObject) => (await read(action, input)) as Partial<Answers>;
  const { Table } = await ask('DescribeTable', { TableName });
  invariant(Table, 'DescribeTable describes a table');
  await run('CreateTable', tableInputOf(TableName, Table));
  const items = createItemCopies(
    Table.KeySchema.map(({ AttributeName }) => AttributeName),
    async (keys) => {
      const RequestItems = { [TableName]: { Keys: keys, ConsistentRead: true } };
      return (await ask('BatchGetItem', { RequestItems })).Responses?.[TableName] ?? [];
    },
    async (Item) => void (await run('PutItem', { TableName, Item })),
  );
  const pages = new Map<string, Promise<boolean>>();

  const readPages = async (action: 'Query' | 'Scan', request: RequestRecord) => {
    const areWhole = hasWholeItems(Table, request['IndexName']);
    let start: unknown;
    for (let count = 0; count < MOST_ITEMS;) {
      const place = start === undefined ? {} : { ExclusiveStartKey: start };
      const { Items = [], LastEvaluatedKey } = await ask(action, {
        ...request,
        Limit: MOST_ITEMS - count,
        ...place,
      });
      await (areWhole ? items.keep(Items) : items.copy(Items));
      if (LastEvaluatedKey === undefined) return true;
      count += Items.length;
      start = LastEvaluatedKey;
    }
    return false;
  };

  return {
    copyItems: items.copy,
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
