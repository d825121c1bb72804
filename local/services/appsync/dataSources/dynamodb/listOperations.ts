import { z } from 'zod';
import { type DataSourceAnswer, parseRequest } from '../DataSourceCall.ts';
import {
  answerOrError,
  expression,
  type Expression,
  expressionAttributes,
  type Operation,
  projection,
  type Table,
} from './Operation.ts';
import { toPlainItem } from './attributeValues.ts';

/** The fields that Query and Scan share. */
const listingShape = {
  operation: z.string(),
  version: z.string().optional(),
  filter: expression.nullish(),
  index: z.string().nullish(),
  limit: z.number().int().positive().nullish(),
  nextToken: z.string().nullish(),
  consistentRead: z.boolean().nullish(),
  select: z.enum(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES']).nullish(),
  projection,
};

const QueryRequest = z.strictObject({
  ...listingShape,
  query: expression,
  scanIndexForward: z.boolean().nullish(),
});

export const query: Operation = async (request, table) => {
  const { query: keys, scanIndexForward, ...rest } = parseRequest(QueryRequest, request);
  return listPage(
    table,
    'Query',
    rest,
    { KeyConditionExpression: keys.expression, ScanIndexForward: scanIndexForward ?? true },
    keys,
  );
};

const ScanRequest = z.strictObject({
  ...listingShape,
  totalSegments: z.number().int().nullish(),
  segment: z.number().int().nullish(),
});

export const scan: Operation = async (request, table) => {
  const { totalSegments, segment, ...rest } = parseRequest(ScanRequest, request);
  const segments =
    typeof totalSegments === 'number' ? { TotalSegments: totalSegments, Segment: segment ?? 0 } : {};
  return listPage(table, 'Scan', rest, segments);
};

type ListingRequest = z.output<z.ZodObject<typeof listingShape>>;

/** AppSync's own wording: https://github.com/aws-amplify/amplify-cli/issues/3411 */
const INVALID_TOKEN: DataSourceAnswer = {
  result: null,
  error: {
    message:
      'com.amazonaws.deepdish.common.pagination.InvalidPaginationTokenException: Invalid pagination token given.',
    type: 'DynamoDB:UserIllegalArgumentException',
  },
};

/** Returns one page of items, and the token of the next page if there is one. */
async function listPage(
  table: Table,
  action: 'Query' | 'Scan',
  request: ListingRequest,
  own: Readonly<Record<string, unknown>>,
  keys?: Expression,
): Promise<DataSourceAnswer> {
  const { filter, index, limit, nextToken, consistentRead, select, projection } = request;
  const startKey = nextToken ? table.tokens.decrypt(nextToken) : undefined;
  if (nextToken && !startKey) return INVALID_TOKEN;
  return answerOrError(table.random, async () => {
    const page = await table.send(action, {
      TableName: table.tableName,
      ...own,
      ...(index && { IndexName: index }),
      ...(limit && { Limit: limit }),
      ...(filter && { FilterExpression: filter.expression }),
      ...(projection && { ProjectionExpression: projection.expression }),
      ...(select && { Select: select }),
      ...(startKey && { ExclusiveStartKey: startKey }),
      ConsistentRead: consistentRead ?? false,
      ...expressionAttributes(keys, filter, projection),
    });
    return {
      items: page.Items.map(toPlainItem),
      nextToken: page.LastEvaluatedKey ? table.tokens.encrypt(page.LastEvaluatedKey) : null,
      scannedCount: page.ScannedCount,
    };
  });
}
