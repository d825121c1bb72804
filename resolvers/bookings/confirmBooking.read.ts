import { util, type Context, type DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { bookingKey } from '../../model/bookings/keys.ts';
import { canMove, statusAt } from '../../model/bookings/states.ts';
import type { MutationConfirmBookingArgs } from '../../model/schema.ts';
import { checkId } from '../checks.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';

/** Step 1 of 2. Finds the stay to approve; whether it still may be is the next step's condition. */
export function request(ctx: Context<MutationConfirmBookingArgs>): DynamoDBGetItemRequest {
  const key = bookingKey(checkId(ctx.args.bookingId, 'bookingId'));
  return { operation: 'GetItem', key: util.dynamodb.toMapValues(key), consistentRead: true };
}

export function response(ctx: Context<MutationConfirmBookingArgs>) {
  if (ctx.error) passOn(ctx.error);
  if (!ctx.result) refuse('NotFound', 'There is no such booking', { bookingId: ctx.args.bookingId });
  const status = statusAt(ctx.result, util.time.nowISO8601());
  if (!canMove(status, 'APPROVED')) refuse('StateConflict', `The booking is ${status}`, { status });
  ctx.stash.booking = ctx.result;
  return ctx.result;
}
