import type { Context } from '@aws-appsync/utils';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import type { QueryGetBookingArgs, User } from '../../model/schema.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import type { BatchResult } from '../platform/dynamodb.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { bookingResult, getBookingRow, getUsers, withUsers } from './shared/bookings.ts';

type Step<Result, Prev extends StoredBooking | null = null> = Context<
  QueryGetBookingArgs,
  object,
  { result: Prev },
  undefined,
  Result
>;

/** A booking, for its owner and for staff. The read is consistent, for clients that catch up on what they missed. */
export const read = {
  request(ctx: Step<unknown>) {
    return getBookingRow(ctx.args.id, 'id');
  },

  response(ctx: Step<StoredBooking | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    if (!ctx.result) return null;
    checkMayRead(actorOf(ctx), ctx.result.userId);
    return bookingResult(ctx.result);
  },
};

/** Adds the booking's owner. */
export const users = {
  request(ctx: Step<unknown, StoredBooking | null>) {
    return getUsers(ctx, ctx.prev.result ? [ctx.prev.result] : []);
  },

  response(ctx: Step<BatchResult<(User | null)[]>, StoredBooking>) {
    return withUsers(ctx, [ctx.prev.result])[0];
  },
};
