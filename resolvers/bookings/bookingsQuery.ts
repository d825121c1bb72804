import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import type { Pagination } from '../../model/schema.ts';
import { indexes } from '../../model/table.ts';
import { pageOf, pageResult } from '../pages.ts';
import { bookingResult } from './bookingResult.ts';

/** Reads a page of the bookings one partition of an index has, by day or instant. */
export const bookingsQuery = (
  index: keyof typeof indexes,
  partition: string,
  pagination: Pagination | null | undefined,
): DynamoDBQueryRequest => ({
  operation: 'Query',
  index,
  query: {
    expression: `${index}pk = :partition AND begins_with(${index}sk, :booking)`,
    expressionValues: util.dynamodb.toMapValues({ ':partition': partition, ':booking': 'BOOKING#' }),
  },
  ...pageOf(pagination),
});

export function bookingsPage(ctx: Context) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map((row: StoredBooking) => bookingResult(row)), nextToken };
}
