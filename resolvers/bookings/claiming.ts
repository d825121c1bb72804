import {
  runtime,
  util,
  type Context,
  type DynamoDBPutItemRequest,
  type DynamoDBTransactWriteItemsRequest,
} from '@aws-appsync/utils';
import { claimKey, requestKey } from '../../model/bookings/keys.ts';
import type { BookingTicket } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { hold, isSameRequest, wantedOf, type Claim } from './claims.ts';
import { isRepeat } from './repeats.ts';
import type { Reason } from './movedOn.ts';

/** A client token is good for as long. */
const TOKEN_HOURS = 24;
const FAR = '9999-12-31T00:00:00.000Z';

/**
 * Takes the person's one claim on the subject, or refuses: of any number of requests at one instant the
 * condition lets one through. A claim whose hold has passed is replaced. Where the client named the request,
 * the name is kept with the claim, in one transaction.
 */
export function claimRequest(ctx: Context): DynamoDBPutItemRequest | DynamoDBTransactWriteItemsRequest {
  if (ctx.stash.repeated) runtime.earlyReturn(accept(ctx, ctx.stash.repeated, false));
  const claim = newClaim(ctx);
  ctx.stash.claim = claim;
  const put = putClaim(claim);
  if (!claim.clientToken) return { operation: 'PutItem', ...put };
  const table = settingsOf(ctx).tableName;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      { table, operation: 'PutItem', ...visibly(put) },
      { table, operation: 'PutItem', ...visibly(putName(claim)) },
    ],
  };
}

/** On a failed condition AppSync hands back the row as it is. */
export function claimResponse(ctx: Context): BookingTicket {
  if (!ctx.error) return accept(ctx, ctx.stash.claim, true);
  const wanted = wantedOf(ctx);
  const reasons: Reason[] = wanted.clientToken ? (ctx.result?.cancellationReasons ?? []) : [];
  const [claim, name] = reasons;
  const rival = (failedCondition(claim) ? claim?.item : ctx.result) as Claim | undefined;
  const isClaimed = failedCondition(claim) || failedCondition(ctx.error);
  if (isClaimed && rival && isSameRequest(rival, wanted)) return accept(ctx, rival, false);
  const named = name?.item as Parameters<typeof isRepeat>[1];
  if (failedCondition(name) && named && isRepeat(ctx, named)) return accept(ctx, named, false);
  if (isClaimed)
    refuse('BookingInProgress', 'This person has a booking in progress for this', {
      bookingId: rival?.bookingId ?? null,
    });
  return passOn(ctx.error, reasons);
}

/** Leaves the next steps their message, and answers the ticket. */
function accept(ctx: Context, claim: Claim, isNew: boolean): BookingTicket {
  const { userId, details } = wantedOf(ctx);
  ctx.stash.claim = claim;
  ctx.stash.isClaimNew = isNew;
  ctx.stash.message = {
    bookingId: claim.bookingId,
    userId,
    ...details,
    holdUntil: claim.heldUntil,
    requestedOn: util.time.nowISO8601(),
  };
  return { id: claim.bookingId, status: 'QUEUED' };
}

function newClaim(ctx: Context): Claim {
  const { userId, subject, content, clientToken, end } = wantedOf(ctx);
  const { instant: heldUntil, ttl } = hold(settingsOf(ctx).holdHours, end);
  return {
    userId,
    subject,
    bookingId: util.autoUlid(),
    content,
    ...(clientToken ? { clientToken } : {}),
    heldUntil,
    ttl,
  };
}

const putClaim = (claim: Claim) => ({
  key: util.dynamodb.toMapValues(claimKey(claim.userId, claim.subject)),
  attributeValues: util.dynamodb.toMapValues({ ...claim, ...entityMetadata('BookingClaim') }),
  condition: {
    expression: 'attribute_not_exists(pk) OR heldUntil <= :now',
    expressionValues: util.dynamodb.toMapValues({ ':now': util.time.nowISO8601() }),
  },
});

const putName = (claim: Claim) => {
  const { instant: keptUntil, ttl } = hold(TOKEN_HOURS, FAR);
  return {
    key: util.dynamodb.toMapValues(requestKey(claim.userId, claim.clientToken ?? '')),
    attributeValues: util.dynamodb.toMapValues({
      ...claim,
      keptUntil,
      ttl,
      ...entityMetadata('BookingRequest'),
    }),
    condition: {
      expression: 'attribute_not_exists(pk) OR keptUntil <= :now',
      expressionValues: util.dynamodb.toMapValues({ ':now': util.time.nowISO8601() }),
    },
  };
};

/** As a transaction's item, which hands back the row in its way. */
const visibly = (put: ReturnType<typeof putClaim>) => ({
  ...put,
  condition: { ...put.condition, returnValuesOnConditionCheckFailure: true },
});
