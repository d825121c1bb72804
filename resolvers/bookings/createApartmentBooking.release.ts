import { runtime, util, type Context, type DynamoDBDeleteItemRequest } from '@aws-appsync/utils';
import { apartmentClaimKey } from '../../model/bookings/keys.ts';
import type { MutationCreateApartmentBookingArgs } from '../../model/schema.ts';
import { refuse } from '../refuse.ts';
import type { Claim } from './claims.ts';

/**
 * Step 4 of 4. Answers the ticket where the request was queued; otherwise gives the claim back and says so.
 * A claim that an earlier copy of this request made stays: that copy may be queued, or stored already.
 */
export function request(ctx: Context<MutationCreateApartmentBookingArgs>): DynamoDBDeleteItemRequest {
  if (ctx.stash.enqueued) runtime.earlyReturn(ctx.prev.result);
  const { userId, apartmentId, bookingId } = ctx.stash.claim as Claim;
  if (!ctx.stash.isClaimNew) unavailable();
  return {
    operation: 'DeleteItem',
    key: util.dynamodb.toMapValues(apartmentClaimKey(userId, apartmentId)),
    condition: {
      expression: 'bookingId = :bookingId',
      expressionValues: util.dynamodb.toMapValues({ ':bookingId': bookingId }),
    },
  };
}

export function response(ctx: Context<MutationCreateApartmentBookingArgs>) {
  // The hold ends a claim that could not be given back.
  if (ctx.error) console.error(ctx.error);
  unavailable();
}

function unavailable(): never {
  refuse('QueueUnavailable', 'The request could not be queued and was not kept; try again');
}
