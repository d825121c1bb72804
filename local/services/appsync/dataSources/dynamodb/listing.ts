import { z } from 'zod';
import type { DataSourceAnswer } from '../DataSourceCall.ts';
import { plainItem } from './attributeValues.ts';
import { expressionAttributes } from './expressions.ts';
import { answering } from './failure.ts';
import type { Table } from './Operation.ts';
import { expression, projection, type Expression } from './shapes.ts';

/** What Query and Scan have in common. */
export const listingShape = {
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

const Listing = z.object(listingShape);

/** As clients get it to see: https://github.com/aws-amplify/amplify-cli/issues/3411 */
const BAD_TOKEN: DataSourceAnswer = {
  result: null,
  error: {
    message:
      'com.amazonaws.deepdish.common.pagination.InvalidPaginationTokenException: Invalid pagination token given.',
    type: 'DynamoDB:UserIllegalArgumentException',
  },
};

/** One page: its items, and the token of the next where there is one. */
export async function list(
  table: Table,
  action: 'Query' | 'Scan',
  request: z.output<typeof Listing>,
  own: Readonly<Record<string, unknown>>,
  keys?: Expression,
): Promise<DataSourceAnswer> {
  const { filter, index, limit, nextToken, consistentRead, select, projection } = request;
  const startKey = nextToken ? table.tokens.open(nextToken) : undefined;
  if (nextToken && !startKey) return BAD_TOKEN;
  return answering(table.random, async () => {
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
      items: page.Items.map(plainItem),
      nextToken: page.LastEvaluatedKey ? table.tokens.seal(page.LastEvaluatedKey) : null,
      scannedCount: page.ScannedCount,
    };
  });
}
