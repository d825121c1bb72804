import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { apartmentBookingsKey, bookingSortKey } from '../../model/bookings/keys.ts';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import { MAX_HOLD_DAYS } from '../../model/bookings/states.ts';
import { dateOf, dayNumberOf } from '../../model/calendar.ts';
import type { Apartment, ApartmentPendingBookingsArgs } from '../../model/schema.ts';
import { pageOf, type Page } from '../platform/dynamodb.ts';
import { nowInstant } from '../platform/time.ts';
import { bookingsPage } from './shared/bookings.ts';

type Step<Result = unknown> = Context<ApartmentPendingBookingsArgs, object, undefined, Apartment, Result>;

/**
 * `Apartment.pendingBookings`: stays that wait for staff. Each was requested for that day or a later one, and nobody
 * waits longer than the longest hold: the apartment's past is not read.
 */
export const query = {
  request(ctx: Step): DynamoDBQueryRequest {
    const first = dateOf(dayNumberOf(nowInstant().slice(0, 10)) - MAX_HOLD_DAYS);
    return {
      operation: 'Query',
      index: 'gsi2',
      query: {
        expression: 'gsi2pk = :apartment AND gsi2sk >= :first',
        expressionValues: util.dynamodb.toMapValues({
          ':apartment': apartmentBookingsKey(ctx.source?.id ?? ''),
          ':first': bookingSortKey(first, ''),
        }),
      },
      filter: {
        expression: '#status = :pending',
        expressionNames: { '#status': 'status' },
        expressionValues: util.dynamodb.toMapValues({ ':pending': 'PENDING' }),
      },
      ...pageOf(ctx.args.pagination),
    };
  },

  /** A hold that has passed is not stored yet, and nothing waits. */
  response(ctx: Step<Page<StoredBooking>>) {
    const { items, nextToken } = bookingsPage(ctx);
    return { items: items.filter(({ status }) => status === 'PENDING'), nextToken };
  },
};

export { pageUsers as users } from './shared/bookings.ts';
