import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';
import { parseRequest } from '../DataSourceCall.ts';
import { answerOrError, expressionAttributes, type Operation, projection, typedMap } from './Operation.ts';
import { toPlainItem, toPlainItemOrNull, toAttributeMap } from './attributeValues.ts';

const OneTable = z.strictObject({
  keys: z.array(typedMap),
  consistentRead: z.boolean().nullish(),
  projection,
});
const BatchGetRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  tables: z.record(
    z.string(),
    z.union([OneTable, z.array(typedMap).transform((keys) => ({ keys }) as z.output<typeof OneTable>)]),
  ),
});

/** Answers in the order of the keys, null for what is not there. */
export const batchGetItem: Operation = async (request, { send, random }) => {
  const { tables } = parseRequest(BatchGetRequest, request);
  const names = Object.keys(tables);
  const keysOf = Object.fromEntries(names.map((name) => [name, tables[name]!.keys.map(toAttributeMap)]));
  const eachTable = (each: (name: string) => unknown) =>
    Object.fromEntries(names.map((name) => [name, each(name)]));

  return answerOrError(
    random,
    async () => {
      const { Responses = {}, UnprocessedKeys = {} } = await send('BatchGetItem', {
        RequestItems: eachTable((name) => requestOf(keysOf[name]!, tables[name]!)),
      });
      return {
        data: eachTable((name) =>
          keysOf[name]!.map((key) => toPlainItemOrNull(find(Responses[name] ?? [], key))),
        ),
        unprocessedKeys: eachTable((name) => (UnprocessedKeys[name]?.Keys ?? []).map(toPlainItem)),
      };
    },
    () => ({
      data: eachTable((name) => keysOf[name]!.map(() => null)),
      unprocessedKeys: eachTable((name) => keysOf[name]!.map(toPlainItem)),
    }),
  );
};

/** A projection is widened by the key, by which answers are told apart. */
function requestOf(keys: readonly AttributeMap[], { consistentRead, projection }: z.output<typeof OneTable>) {
  const request = { Keys: keys, ConsistentRead: consistentRead ?? false };
  if (!projection) return request;
  const projected = new Set([
    ...projection.expression.split(/\s*,\s*/),
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

const find = (items: readonly AttributeMap[], key: AttributeMap) =>
  items.find((item) => Object.keys(key).every((name) => isDeepStrictEqual(item[name], key[name])));

const BatchWriteRequest = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  tables: z.record(z.string(), z.array(typedMap)),
});

interface Kind {
  readonly wrap: (entry: AttributeMap) => object;
  readonly unwrap: (request: any) => AttributeMap;
  /** Where the result lists what was left undone. */
  readonly unprocessed: string;
}

const batchWrite =
  ({ wrap, unwrap, unprocessed }: Kind): Operation =>
  async (request, { send, random }) => {
    const { tables } = parseRequest(BatchWriteRequest, request);
    const entries = Object.entries(tables).map(([name, items]) => [name, items.map(toAttributeMap)] as const);
    const eachTable = (each: (items: readonly AttributeMap[], name: string) => unknown) =>
      Object.fromEntries(entries.map(([name, items]) => [name, each(items, name)]));

    return answerOrError(
      random,
      async () => {
        const { UnprocessedItems = {} } = await send('BatchWriteItem', {
          RequestItems: eachTable((items) => items.map(wrap)),
        });
        const undone = (name: string): AttributeMap[] => (UnprocessedItems[name] ?? []).map(unwrap);
        const done = (name: string, item: AttributeMap) =>
          !undone(name).some((each) => isDeepStrictEqual(each, item));
        return {
          data: eachTable((items, name) =>
            items.map((item) => (done(name, item) ? toPlainItem(item) : null)),
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
  unwrap: ({ PutRequest }) => PutRequest.Item,
  unprocessed: 'unprocessedItems',
});

export const batchDeleteItem = batchWrite({
  wrap: (Key) => ({ DeleteRequest: { Key } }),
  unwrap: ({ DeleteRequest }) => DeleteRequest.Key,
  unprocessed: 'unprocessedKeys',
});
