import { util, type Context, type DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { bookingKey } from '../../model/bookings/keys.ts';
import type { QueryGetBookingArgs } from '../../model/schema.ts';
import { actorOf, checkMayRead } from '../actors.ts';
import { checkId } from '../checks.ts';
import { passOn } from '../passOn.ts';
import { bookingResult } from './bookingResult.ts';

/** A booking, for its owner and for staff; read consistent, for whoever catches up on missed news. */
export function request(ctx: Context<QueryGetBookingArgs>): DynamoDBGetItemRequest {
  const key = bookingKey(checkId(ctx.args.id, 'id'));
  return { operation: 'GetItem', key: util.dynamodb.toMapValues(key), consistentRead: true };
}

export function response(ctx: Context<QueryGetBookingArgs>) {
  if (ctx.error) passOn(ctx.error);
  if (!ctx.result) return null;
  checkMayRead(actorOf(ctx), ctx.result.userId);
  return bookingResult(ctx.result);
}
