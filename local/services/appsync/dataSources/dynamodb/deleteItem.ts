import { z } from 'zod';
import { parseRequest } from '../parseRequest.ts';
import { plainItemOrNull, toAttributeMap } from './attributeValues.ts';
import { conditionally, conditionParts } from './conditional.ts';
import type { Operation } from './Operation.ts';
import { condition, typedMap } from './shapes.ts';

const Request = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  key: typedMap,
  condition,
});

export const deleteItem: Operation = (request, table) => {
  const { key, condition } = parseRequest(Request, request);
  const Key = toAttributeMap(key);
  return conditionally(table, {
    key: Key,
    condition,
    isDone: (current) => current === null,
    async run() {
      const { Attributes } = await table.send('DeleteItem', {
        TableName: table.tableName,
        Key,
        ...conditionParts(condition),
        ReturnValues: 'ALL_OLD',
      });
      return plainItemOrNull(Attributes);
    },
  });
};
