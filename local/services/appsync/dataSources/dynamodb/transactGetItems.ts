import { z } from 'zod';
import { parseRequest } from '../parseRequest.ts';
import { plainItemOrNull, toAttributeMap } from './attributeValues.ts';
import { cancellationReasons } from './cancellationReasons.ts';
import { expressionAttributes } from './expressions.ts';
import { answering } from './failure.ts';
import type { Operation } from './Operation.ts';
import { projection, typedMap } from './shapes.ts';

const Request = z.strictObject({
  operation: z.string(),
  version: z.string().optional(),
  transactItems: z.array(z.strictObject({ table: z.string(), key: typedMap, projection })),
});

export const transactGetItems: Operation = async (request, { send, random }) => {
  const { transactItems } = parseRequest(Request, request);
  const TransactItems = transactItems.map(({ table, key, projection }) => ({
    Get: {
      TableName: table,
      Key: toAttributeMap(key),
      ...(projection && { ProjectionExpression: projection.expression }),
      ...expressionAttributes(projection),
    },
  }));
  return answering(
    random,
    async () => {
      const { Responses } = await send('TransactGetItems', { TransactItems });
      return { items: Responses.map(({ Item }: any) => plainItemOrNull(Item)), cancellationReasons: null };
    },
    (error) => ({ items: null, cancellationReasons: cancellationReasons(error) }),
  );
};
