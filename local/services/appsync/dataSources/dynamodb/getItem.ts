import { z } from 'zod';
import { parseRequest } from '../parseRequest.ts';
import { plainItemOrNull, toAttributeMap } from './attributeValues.ts';
import { expressionAttributes } from './expressions.ts';
import { answering } from './failure.ts';
import type { Operation } from './Operation.ts';
import { projection, typedMap } from './shapes.ts';

const Request = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  key: typedMap,
  consistentRead: z.boolean().nullish(),
  projection,
});

export const getItem: Operation = (request, { tableName, send, random }) => {
  const { key, consistentRead, projection } = parseRequest(Request, request);
  return answering(random, async () => {
    const { Item } = await send('GetItem', {
      TableName: tableName,
      Key: toAttributeMap(key),
      ConsistentRead: consistentRead ?? false,
      ...(projection && { ProjectionExpression: projection.expression }),
      ...expressionAttributes(projection),
    });
    return plainItemOrNull(Item);
  });
};
