import { z } from 'zod';
import { parseRequest } from '../parseRequest.ts';
import { plainItem, toAttributeMap } from './attributeValues.ts';
import { conditionally, conditionParts } from './conditional.ts';
import type { Operation } from './Operation.ts';
import { condition, expression, typedMap } from './shapes.ts';

const Request = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  key: typedMap,
  update: expression,
  condition,
});

export const updateItem: Operation = (request, table) => {
  const { key, update, condition } = parseRequest(Request, request);
  const Key = toAttributeMap(key);
  return conditionally(table, {
    key: Key,
    condition,
    isDone: () => false,
    async run() {
      const { Attributes } = await table.send('UpdateItem', {
        TableName: table.tableName,
        Key,
        ...(update.expression && { UpdateExpression: update.expression }),
        ...conditionParts(condition, update),
        ReturnValues: 'ALL_NEW',
      });
      return plainItem(Attributes);
    },
  });
};
