import {
  runtime,
  util,
  type Context,
  type DynamoDBDeleteItemRequest,
  type DynamoDBTransactWriteItemsRequest,
} from '@aws-appsync/utils';
import { claimKey, requestKey } from '../../model/bookings/keys.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import type { Claim } from './claims.ts';

/**
 * Answers the ticket where the request was queued; otherwise gives the claim, and the client's name for it,
 * back and says so. A claim that an earlier copy of this request made stays, and so does one that a later copy
 * joined: that copy may be queued, or stored already.
 */
export function releaseRequest(ctx: Context): DynamoDBDeleteItemRequest | DynamoDBTransactWriteItemsRequest {
  if (ctx.stash.enqueued) runtime.earlyReturn(ctx.prev.result);
  const { userId, subject, clientToken, bookingId } = ctx.stash.claim as Claim;
  if (!ctx.stash.isClaimNew) unavailable();
  const ours = {
    expression: 'bookingId = :bookingId AND attribute_not_exists(joined)',
    expressionValues: util.dynamodb.toMapValues({ ':bookingId': bookingId }),
  };
  const claim = util.dynamodb.toMapValues(claimKey(userId, subject));
  if (!clientToken) return { operation: 'DeleteItem', key: claim, condition: ours };
  const name = util.dynamodb.toMapValues(requestKey(userId, clientToken));
  const table = settingsOf(ctx).tableName;
  const condition = { ...ours, returnValuesOnConditionCheckFailure: false };
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      { table, operation: 'DeleteItem', key: claim, condition },
      { table, operation: 'DeleteItem', key: name, condition },
    ],
  };
}

export function releaseResponse(ctx: Context): never {
  // The hold ends a claim that could not be given back.
  if (ctx.error) console.error(ctx.error);
  return unavailable();
}

function unavailable(): never {
  return refuse('QueueUnavailable', 'The request could not be queued and was not kept; try again');
}
