import { runtime, util } from '@aws-appsync/utils';
import { claimKey, requestKey } from '../../../model/bookings/keys.ts';
import type { BookingTicket } from '../../../model/schema.ts';
import { entityMetadata } from '../../../model/table.ts';
import { holdHoursOf } from '../../platform/context.ts';
import {
  cancellationReasonsOf,
  deleteItem,
  expressionOf,
  putItem,
  transactWriteItems,
  updateItem,
  withFailedItem,
  type TransactionResult,
} from '../../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../../platform/errors.ts';
import {
  checkKeptAccount,
  checkUserIsEnabled,
  getAccount,
  keepAccount,
  userIsEnabled,
} from '../../platform/users.ts';
import { instantAt, nowInstant } from '../../platform/time.ts';
import { expiryAfter, ttlOf } from './bookingHoldings.ts';
import { leaveSlot, slotOf, throwSlotTaken } from './seats.ts';
import {
  isRepeated,
  isSameRequest,
  type BookingClaim,
  type NamedRequest,
  type RequestStep,
} from './bookingRequest.ts';

/** The row that failed a single put's condition, or the reasons of a transaction. */
type ClaimResult = (BookingClaim & TransactionResult<NamedRequest>) | null;

/**
 * Takes the person's one claim on the subject, or throws: of any number of requests at one instant the condition
 * lets one through. A claim whose hold has passed is replaced. Where the client named the request by a token, one
 * transaction keeps the name with the claim.
 */
export const claimBooking = {
  request(ctx: RequestStep) {
    if (ctx.stash.repeated) runtime.earlyReturn(acceptRequest(ctx, ctx.stash.repeated, false));
    const claim = newClaim(ctx);
    ctx.stash.claim = claim;
    const put = putClaim(claim);
    if (!claim.clientToken) return put;
    return transactWriteItems(
      ctx,
      [put, putNamedRequest(claim)].map((write) => ({
        ...write,
        condition: withFailedItem(write.condition),
      })),
    );
  },

  /** On a failed condition AppSync answers the row as it is. */
  response(ctx: RequestStep<ClaimResult>): BookingTicket {
    const { wanted } = ctx.stash;
    if (!ctx.error) return acceptRequest(ctx, ctx.stash.claim, true);
    const reasons = wanted.clientToken ? cancellationReasonsOf(ctx) : [];
    const [claim, named] = reasons;
    const rival = conditionFailed(claim) ? claim?.item : ctx.result;
    const isClaimed = conditionFailed(claim) || conditionFailed(ctx.error);
    if (isClaimed && rival && isSameRequest(rival, wanted)) return acceptRequest(ctx, rival, false);
    if (conditionFailed(named) && named?.item && isRepeated(wanted, named.item))
      return acceptRequest(ctx, named.item, false);
    if (isClaimed)
      throwError('BookingInProgress', 'This person has a booking in progress for this', {
        bookingId: rival?.bookingId ?? null,
      });
    return throwDataSourceError(ctx.error, reasons);
  },
};

/**
 * A request that made a claim finds out whether its person is enabled, and leaves it to the last step to say so. One
 * sent again joins the claim of the first before it is queued: SQS may refuse the first later than it takes this copy,
 * and the first must not release what the copy rests on. It marks the row it was known by, the claim or the client's
 * name for it. Both are released, or neither.
 */
export const joinClaim = {
  request(ctx: RequestStep) {
    const { isClaimNew, claim, isRefused } = ctx.stash;
    if (isRefused) runtime.earlyReturn(ctx.prev.result);
    return isClaimNew ? getAccount(claim.userId) : joinOther(ctx, claim);
  },

  response(ctx: RequestStep<TransactionResult>) {
    const { isClaimNew, claim } = ctx.stash;
    if (isClaimNew) keepAccount(ctx);
    else checkJoined(ctx, claim.userId);
    return ctx.prev.result;
  },
};

const joinOther = (ctx: RequestStep, claim: BookingClaim & Partial<NamedRequest>) => {
  const { userId, subject, clientToken, keptUntil, bookingId } = claim;
  // Only the client's name for a request is kept until a certain time.
  const key = keptUntil ? requestKey(userId, clientToken ?? '') : claimKey(userId, subject);
  return transactWriteItems(ctx, [
    userIsEnabled(userId),
    updateItem(
      key,
      expressionOf('SET joined = :true', { ':true': true }),
      expressionOf('bookingId = :bookingId', { ':bookingId': bookingId }),
    ),
  ]);
};

function checkJoined(ctx: RequestStep<TransactionResult>, userId: string): void {
  if (!ctx.error) return;
  const reasons = cancellationReasonsOf(ctx);
  const [user, joined] = reasons;
  checkUserIsEnabled(user, userId);
  if (conditionFailed(joined))
    throwError('TryAgain', 'The request it repeats could not be queued; try again');
  throwDataSourceError(ctx.error, reasons);
}

/**
 * Answers the ticket where the request was queued. Otherwise releases the claim, the client's name for it and its seat,
 * and throws what was in the way. A claim that an earlier copy of this request made stays, and so does one that a later copy joined: that
 * copy may be queued, or stored already.
 */
export const releaseClaim = {
  request(ctx: RequestStep) {
    if (ctx.stash.enqueued) runtime.earlyReturn(ctx.prev.result);
    const { userId, subject, clientToken, bookingId } = ctx.stash.claim;
    if (!ctx.stash.isClaimNew) throwUnavailable();
    const ours = expressionOf('bookingId = :bookingId AND attribute_not_exists(joined)', {
      ':bookingId': bookingId,
    });
    const claim = deleteItem(claimKey(userId, subject), ours);
    const { slot } = ctx.stash;
    if (!clientToken && !slot) return claim;
    return transactWriteItems(ctx, [
      claim,
      ...(clientToken ? [deleteItem(requestKey(userId, clientToken), ours)] : []),
      ...(slot ? [leaveSlot(bookingId, slot)] : []),
    ]);
  },

  response(ctx: RequestStep): never {
    // A claim that could not be released ends with its hold.
    if (ctx.error) console.error(ctx.error);
    checkKeptAccount(ctx.stash, ctx.stash.claim.userId);
    const { seatRefusal, slot } = ctx.stash;
    if (seatRefusal === 'SlotTaken') throwSlotTaken(slotOf(ctx.stash.wanted.details));
    if (slot && seatRefusal) throwError('TryAgain', 'Many people are booking this time; try again');
    return throwUnavailable();
  },
};

function throwUnavailable(): never {
  return throwError('QueueUnavailable', 'The request could not be queued and was not kept; try again');
}

/** Leaves the message for the next steps, and returns the ticket. */
function acceptRequest(ctx: RequestStep, claim: BookingClaim, isNew: boolean): BookingTicket {
  const { userId, details } = ctx.stash.wanted;
  ctx.stash.claim = claim;
  ctx.stash.isClaimNew = isNew;
  ctx.stash.message = {
    bookingId: claim.bookingId,
    userId,
    ...details,
    ...termsOf(claim),
    holdUntil: claim.heldUntil,
    requestedOn: ctx.stash.requestedOn ?? nowInstant(),
  };
  return { id: claim.bookingId, status: 'QUEUED' };
}

/** What a message says of what its claim was promised. Claims of an earlier version have no price. */
function termsOf(claim: BookingClaim) {
  const { subject, content, serviceName, priceCents, productVersion, capacity } = claim;
  if (!subject.startsWith('SERVICE#')) return priceCents === undefined ? {} : { priceCents };
  if (productVersion === undefined) return { serviceName: content };
  return { serviceName, terms: { priceCents, productVersion, capacity } };
}

function newClaim(ctx: RequestStep): BookingClaim {
  const { userId, subject, content, clientToken, end, terms } = ctx.stash.wanted;
  const now = util.time.nowEpochMilliSeconds();
  const heldUntil = expiryAfter(now, holdHoursOf(ctx), end);
  // The hold counts from this very instant, from which it is counted again when the booking is changed.
  ctx.stash.requestedOn = instantAt(now);
  return {
    userId,
    subject,
    bookingId: util.autoUlid(),
    content,
    ...(terms ?? {}),
    ...(clientToken ? { clientToken } : {}),
    heldUntil,
    ttl: ttlOf(heldUntil),
  };
}

const putClaim = (claim: BookingClaim) =>
  putItem(
    claimKey(claim.userId, claim.subject),
    { ...claim, ...entityMetadata('BookingClaim') },
    unlessUntil('heldUntil'),
  );

/** A client token is good for as long. */
const TOKEN_HOURS = 24;
const FAR = '9999-12-31T00:00:00.000Z';

/** Keeps the client's name for the request. */
const putNamedRequest = (claim: BookingClaim) => {
  const keptUntil = expiryAfter(util.time.nowEpochMilliSeconds(), TOKEN_HOURS, FAR);
  return putItem(
    requestKey(claim.userId, claim.clientToken ?? ''),
    { ...claim, keptUntil, ttl: ttlOf(keptUntil), ...entityMetadata('BookingRequest') },
    unlessUntil('keptUntil'),
  );
};

/** Holds while there is no row, or one of which the time has passed. */
const unlessUntil = (attribute: string) =>
  expressionOf(`attribute_not_exists(pk) OR ${attribute} <= :now`, { ':now': nowInstant() });
