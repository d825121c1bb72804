import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { parseRequest } from '../parseRequest.ts';
import { plainItem, toAttributeMap } from './attributeValues.ts';
import { conditionally, conditionParts } from './conditional.ts';
import type { Operation } from './Operation.ts';
import { condition, typedMap } from './shapes.ts';

const Request = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  key: typedMap,
  attributeValues: typedMap.nullish(),
  condition,
});

export const putItem: Operation = (request, table) => {
  const { key, attributeValues, condition } = parseRequest(Request, request);
  const Key = toAttributeMap(key);
  const Item = { ...toAttributeMap(attributeValues ?? {}), ...Key };
  const wanted = plainItem(Item);
  const ignored = new Set(condition?.equalsIgnore ?? []);
  return conditionally(table, {
    key: Key,
    condition,
    isDone: (current) =>
      current !== null && isDeepStrictEqual(without(current, ignored), without(wanted, ignored)),
    async run() {
      await table.send('PutItem', { TableName: table.tableName, Item, ...conditionParts(condition) });
      return wanted;
    },
  });
};

const without = (item: Record<string, unknown>, names: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !names.has(name)));
