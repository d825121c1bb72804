import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';
import { parseRequest } from '../DataSourceCall.ts';
import {
  answerOrError,
  expressionAttributes,
  type Operation,
  projection,
  typedMap,
  type WriteRequest,
} from './Operation.ts';
import { toAttributeMap, toPlainItem, toPlainItemOrNull } from './attributeValues.ts';

const TableKeys = z.strictObject({
  keys: z.array(typedMap),
  consistentRead: z.boolean().nullish(),
  projection,
});
type TableKeys = z.output<typeof TableKeys>;

const BatchGetRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  tables: z.record(
    z.string(),
    z.union([TableKeys, z.array(typedMap).transform((keys): TableKeys => ({ keys }))]),
  ),
});

/** Returns items in the order of the keys, null for each key without an item. */
export const batchGetItem: Operation = async (request, { send, random }) => {
  const tables = Object.entries(parseRequest(BatchGetRequest, request).tables).map(
    ([name, { keys, ...options }]) => ({ name, keys: keys.map(toAttributeMap), options }),
  );
  const eachTable = (convert: (table: (typeof tables)[number]) => unknown) =>
    Object.fromEntries(tables.map((table) => [table.name, convert(table)]));

  return answerOrError(
    random,
    async () => {
      const { Responses = {}, UnprocessedKeys = {} } = await send('BatchGetItem', {
        RequestItems: eachTable(({ keys, options }) => keysAndAttributes(keys, options)),
      });
      return {
        data: eachTable(({ name, keys }) =>
          keys.map((key) => toPlainItemOrNull(findByKey(Responses[name] ?? [], key))),
        ),
        unprocessedKeys: eachTable(({ name }) => (UnprocessedKeys[name]?.Keys ?? []).map(toPlainItem)),
      };
    },
    () => ({
      data: eachTable(({ keys }) => keys.map(() => null)),
      unprocessedKeys: eachTable(({ keys }) => keys.map(toPlainItem)),
    }),
  );
};

/** Adds the key to a projection, because items are matched with the keys that were asked for. */
function keysAndAttributes(
  keys: readonly AttributeMap[],
  { consistentRead, projection }: Omit<TableKeys, 'keys'>,
) {
  const request = { Keys: keys, ConsistentRead: consistentRead ?? false };
  if (!projection) return request;
  const projected = new Set([
    ...projection.expression.split(',').map((path) => path.trim()),
    ...Object.values(projection.expressionNames ?? {}),
  ]);
  const missing = Object.keys(keys[0] ?? {}).filter((name) => !projected.has(name));
  const aliases = Object.fromEntries(missing.map((name, at) => [`#appsyncKey${at}`, name]));
  return {
    ...request,
    ProjectionExpression: [projection.expression, ...Object.keys(aliases)].join(', '),
    ...expressionAttributes(projection, { expressionNames: aliases }),
  };
}

const findByKey = (items: readonly AttributeMap[], key: AttributeMap) =>
  items.find((item) => Object.keys(key).every((name) => isDeepStrictEqual(item[name], key[name])));

const BatchWriteRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  tables: z.record(z.string(), z.array(typedMap)),
});

interface BatchWrite {
  readonly wrap: (entry: AttributeMap) => WriteRequest;
  readonly unwrap: (request: WriteRequest) => AttributeMap | undefined;
  /** The member of the result that lists what DynamoDB did not process. */
  readonly unprocessed: string;
}

const batchWrite =
  ({ wrap, unwrap, unprocessed }: BatchWrite): Operation =>
  async (request, { send, random }) => {
    const { tables } = parseRequest(BatchWriteRequest, request);
    const entries = Object.entries(tables).map(([name, items]) => [name, items.map(toAttributeMap)] as const);
    const eachTable = (convert: (items: readonly AttributeMap[], name: string) => unknown) =>
      Object.fromEntries(entries.map(([name, items]) => [name, convert(items, name)]));

    return answerOrError(
      random,
      async () => {
        const { UnprocessedItems = {} } = await send('BatchWriteItem', {
          RequestItems: eachTable((items) => items.map(wrap)),
        });
        const undone = (name: string) =>
          (UnprocessedItems[name] ?? []).map(unwrap).filter((entry) => entry !== undefined);
        const isDone = (name: string, item: AttributeMap) =>
          !undone(name).some((each) => isDeepStrictEqual(each, item));
        return {
          data: eachTable((items, name) =>
            items.map((item) => (isDone(name, item) ? toPlainItem(item) : null)),
          ),
          [unprocessed]: eachTable((_, name) => undone(name).map(toPlainItem)),
        };
      },
      () => ({
        data: eachTable((items) => items.map(() => null)),
        [unprocessed]: eachTable((items) => items.map(toPlainItem)),
      }),
    );
  };

export const batchPutItem = batchWrite({
  wrap: (Item) => ({ PutRequest: { Item } }),
  unwrap: ({ PutRequest }) => PutRequest?.Item,
  unprocessed: 'unprocessedItems',
});

export const batchDeleteItem = batchWrite({
  wrap: (Key) => ({ DeleteRequest: { Key } }),
  unwrap: ({ DeleteRequest }) => DeleteRequest?.Key,
  unprocessed: 'unprocessedKeys',
});
