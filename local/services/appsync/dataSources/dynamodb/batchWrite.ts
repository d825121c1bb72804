import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';
import { parseRequest } from '../parseRequest.ts';
import { plainItem, toAttributeMap } from './attributeValues.ts';
import { answering } from './failure.ts';
import type { Operation } from './Operation.ts';
import { typedMap } from './shapes.ts';

const Request = z.strictObject({
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
    const { tables } = parseRequest(Request, request);
    const entries = Object.entries(tables).map(([name, items]) => [name, items.map(toAttributeMap)] as const);
    const eachTable = (each: (items: readonly AttributeMap[], name: string) => unknown) =>
      Object.fromEntries(entries.map(([name, items]) => [name, each(items, name)]));

    return answering(
      random,
      async () => {
        const { UnprocessedItems = {} } = await send('BatchWriteItem', {
          RequestItems: eachTable((items) => items.map(wrap)),
        });
        const undone = (name: string): AttributeMap[] => (UnprocessedItems[name] ?? []).map(unwrap);
        const done = (name: string, item: AttributeMap) =>
          !undone(name).some((each) => isDeepStrictEqual(each, item));
        return {
          data: eachTable((items, name) => items.map((item) => (done(name, item) ? plainItem(item) : null))),
          [unprocessed]: eachTable((_, name) => undone(name).map(plainItem)),
        };
      },
      () => ({
        data: eachTable((items) => items.map(() => null)),
        [unprocessed]: eachTable((items) => items.map(plainItem)),
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
