import { z } from 'zod';
import { parseRequest } from '../parseRequest.ts';
import { list, listingShape } from './listing.ts';
import type { Operation } from './Operation.ts';
import { expression } from './shapes.ts';

const Request = z.strictObject({
  ...listingShape,
  query: expression,
  scanIndexForward: z.boolean().nullish(),
});

export const query: Operation = async (request, table) => {
  const { query: keys, scanIndexForward, ...rest } = parseRequest(Request, request);
  return list(
    table,
    'Query',
    rest,
    { KeyConditionExpression: keys.expression, ScanIndexForward: scanIndexForward ?? true },
    keys,
  );
};
