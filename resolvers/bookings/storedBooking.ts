import { util, type Context, type DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { bookingKey } from '../../model/bookings/keys.ts';
import type { StoredBooking } from '../../model/bookings/kinds.ts';
import { canMoveBooking, statusAt, type BookingState } from '../../model/bookings/states.ts';
import { checkId } from '../checks.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';

/** Reads the booking a mutation names, as it is at this moment. */
export function getStored(bookingId: string): DynamoDBGetItemRequest {
  const key = bookingKey(checkId(bookingId, 'bookingId'));
  return { operation: 'GetItem', key: util.dynamodb.toMapValues(key), consistentRead: true };
}

/** The booking that was read; refuses where there is none. */
export function storedBooking(ctx: Pick<Context, 'error' | 'result'>, bookingId: string): StoredBooking {
  if (ctx.error) passOn(ctx.error);
  if (!ctx.result) refuse('NotFound', 'There is no such booking', { bookingId });
  return ctx.result as StoredBooking;
}

/** Refuses a move the state does not allow, in the words of the status it has by now. */
export function checkMove(booking: StoredBooking, to: BookingState): void {
  const status = statusAt(booking, util.time.nowISO8601());
  if (!canMoveBooking(status, to)) refuse('StateConflict', `The booking is ${status}`, { status });
}
