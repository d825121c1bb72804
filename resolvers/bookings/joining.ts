import { runtime, util, type Context, type DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { claimKey, requestKey } from '../../model/bookings/keys.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import type { Claim, NamedRequest } from './claims.ts';

type Row = Claim & Partial<NamedRequest>;

/**
 * A request sent again joins the claim of the first before it is queued: the first may be refused by SQS later
 * than this copy is accepted, and must not give back what the copy rests on. It marks the row it was known by,
 * the claim or the client's name for it; both are given back, or neither.
 */
export function joinRequest(ctx: Context): DynamoDBUpdateItemRequest {
  if (ctx.stash.isClaimNew) runtime.earlyReturn(ctx.prev.result);
  const row = ctx.stash.claim as Row;
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(keyOf(row)),
    update: {
      expression: 'SET joined = :true',
      expressionValues: util.dynamodb.toMapValues({ ':true': true }),
    },
    condition: {
      expression: 'bookingId = :bookingId',
      expressionValues: util.dynamodb.toMapValues({ ':bookingId': row.bookingId }),
    },
  };
}

export function joinResponse(ctx: Context) {
  if (failedCondition(ctx.error)) refuse('TryAgain', 'The request it repeats could not be queued; try again');
  if (ctx.error) passOn(ctx.error);
  return ctx.prev.result;
}

/** A client's name for a request is kept until a certain time, and a claim is not. */
const keyOf = ({ userId, subject, clientToken, keptUntil }: Row) =>
  keptUntil ? requestKey(userId, clientToken ?? '') : claimKey(userId, subject);
