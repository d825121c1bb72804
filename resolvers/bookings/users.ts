import { runtime, util, type Context, type DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import { batchRows } from '../batchRows.ts';
import { settingsOf } from '../settings.ts';

interface Owned {
  readonly userId: string;
}

interface Account {
  readonly id: string;
}

/** Reads the accounts of bookings' owners at once, each person once; nothing where nobody asked for them. */
export function usersRequest(ctx: Context, bookings: Owned[]): DynamoDBBatchGetItemRequest {
  const isAsked = ctx.info.selectionSetList.some((path) => path === 'user' || path === 'items/user');
  if (!isAsked || bookings.length === 0) runtime.earlyReturn(ctx.prev.result);
  const ids = bookings
    .map(({ userId }) => userId)
    .filter((userId, index, all) => all.indexOf(userId) === index);
  return {
    operation: 'BatchGetItem',
    tables: {
      [settingsOf(ctx).tableName]: { keys: ids.map((id) => util.dynamodb.toMapValues(userKey(id))) },
    },
  };
}

/** The bookings, each with its own owner: by id, as a batch answers in any order, and not of who is gone. */
export function withUsers<Booking extends Owned>(ctx: Context, bookings: Booking[]) {
  const users: (Account | null)[] = batchRows(ctx);
  return bookings.map((booking) => ({
    ...booking,
    user: users.find((user) => user?.id === booking.userId) ?? null,
  }));
}
