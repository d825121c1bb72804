import { runtime, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { userKey } from '../../../model/accounts/keys.ts';
import { bookingKey } from '../../../model/bookings/keys.ts';
import { bookingKindOf, type StoredBooking } from '../../../model/bookings/kinds.ts';
import { statusAt } from '../../../model/bookings/states.ts';
import type { Pagination, User } from '../../../model/schema.ts';
import type { indexes } from '../../../model/table.ts';
import { checkId } from '../../platform/arguments.ts';
import {
  batchGetItems,
  batchRows,
  pageOf,
  pageResult,
  queryIndex,
  type BatchResult,
  type Page,
} from '../../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';

/** Reads a booking by its id, as it is at this moment. */
export const getBookingRow = (bookingId: string, argument: string) =>
  get({ key: bookingKey(checkId(bookingId, argument)), consistentRead: true });

/** Returns the booking that was read. Throws where there is none. */
export function bookingRow(
  ctx: Pick<Context<unknown, object, undefined, undefined, StoredBooking | null>, 'error' | 'result'>,
  bookingId: string,
): StoredBooking {
  if (ctx.error) throwDataSourceError(ctx.error);
  if (!ctx.result) throwError('NotFound', 'There is no such booking', { bookingId });
  return ctx.result;
}

/** A stored booking as the API answers it: with its GraphQL type, in the status it has by now, and in EUR. */
export const bookingResult = (row: StoredBooking) => ({
  ...row,
  __typename: bookingKindOf(row),
  status: statusAt(row, nowInstant()),
  price: priceOf(row),
});

/** What a booking or its request costs, in EUR. */
export const priceOf = (row: Pick<StoredBooking, 'priceCents'>) =>
  row.priceCents === undefined ? null : row.priceCents / 100;

/** Queries a page of the bookings in one partition of an index, by day or instant. */
export const queryBookings = (
  index: keyof typeof indexes,
  partition: string,
  pagination: Pagination | null | undefined,
) => ({ ...queryIndex(index, partition, 'BOOKING#'), ...pageOf(pagination) });

/** Returns the page of bookings that was read. */
export function bookingsPage(ctx: Parameters<typeof pageResult<StoredBooking>>[0]) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map((row) => bookingResult(row)), nextToken };
}

interface Owned {
  readonly userId: string;
}

type UsersStep<Result> = Context<unknown, object, { result: Page<Owned> }, undefined, Result>;

/** The last step of a list: adds the bookings' owners in one batch read, as a page has at most 100 bookings. */
export const pageUsers = {
  request(ctx: UsersStep<unknown>) {
    return getUsers(ctx, ctx.prev.result.items);
  },

  response(ctx: UsersStep<BatchResult<(User | null)[]>>) {
    const page = ctx.prev.result;
    return { ...page, items: withUsers(ctx, page.items) };
  },
};

/** Reads the bookings' owners, each person once. Returns early where the query does not select them. */
export function getUsers(ctx: Context<unknown, object, { result: unknown }>, bookings: Owned[]) {
  const isSelected = ctx.info.selectionSetList.some((path) => path === 'user' || path === 'items/user');
  if (!isSelected || bookings.length === 0) runtime.earlyReturn(ctx.prev.result);
  const ids = bookings
    .map(({ userId }) => userId)
    .filter((userId, index, all) => all.indexOf(userId) === index);
  return batchGetItems(
    ctx,
    ids.map((id) => userKey(id)),
  );
}

/** Returns the bookings, each with its owner by id, as a batch answers in any order; null where the account is gone. */
export function withUsers<Booking extends Owned>(
  ctx: Parameters<typeof batchRows<(User | null)[]>>[0],
  bookings: Booking[],
) {
  const users = batchRows(ctx);
  return bookings.map((booking) => ({
    ...booking,
    user: users.find((user) => user?.id === booking.userId) ?? null,
  }));
}
