import { runtime, util } from '@aws-appsync/utils';
import { basketKey } from '../../model/baskets/keys.ts';
import type { StoredBasket } from '../../model/baskets/states.ts';
import type { OfferState } from '../../model/catalog/states.ts';
import { ORDER_PLACED_EVENT } from '../../model/orders/events.ts';
import { orderEventKey, orderKey } from '../../model/orders/keys.ts';
import { centsOf, MAX_PRICE_CENTS } from '../../model/amounts.ts';
import { MAX_LINES, MAX_UNITS } from '../../model/orders/lines.ts';
import type { PlaceOrder } from '../../model/orders/messages.ts';
import { sagaFlow } from '../../model/orders/states.ts';
import { checkId, checkNumber, checkOptionalId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  cancellationReasonsOf,
  expressionOf,
  transactWriteItems,
  updateItem,
  type BatchResult,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { checkUserIsEnabled, userIsEnabled } from '../platform/users.ts';
import { basketOfferKeys, quoteOfBasket, throwChanged } from './shared/basketQuote.ts';
import {
  checkOut,
  claimOpenBasket,
  claimOrder,
  freeOpenBasket,
  releaseOrder,
  reopen,
} from './shared/checkedOutBasket.ts';
import { checkOpen, type ClaimRow, type Step } from './shared/checkOutStep.ts';
import { isStillTheirs, throwNotTheirs } from './shared/delivery.ts';

/** What was ordered, as the order's row or its claim has it. */
interface Ordered {
  readonly amountCents: number;
  readonly deliverTo?: string;
}

/** More than any basket can cost, in EUR. */
const MAX_AMOUNT = MAX_LINES * MAX_UNITS * (MAX_PRICE_CENTS / 100);

/** Reads the basket, and its order where it is checked out already: the same check-out again is the same order. */
export const validate = {
  request(ctx: Step) {
    const { basketId, version, expectedAmount, deliverTo } = ctx.args;
    const { pk, sk } = basketKey(checkId(basketId, 'basketId'));
    checkNumber(version, 'version', 1, MAX_VERSION);
    ctx.stash.expectedCents = centsOfAmount(expectedAmount);
    ctx.stash.deliverTo = checkOptionalId(deliverTo, 'deliverTo');
    const keys = [{ pk, sk }, orderKey(basketId), orderEventKey(basketId, ORDER_PLACED_EVENT)];
    return batchGetItems(ctx, keys, { consistentRead: true });
  },

  response(ctx: Step<BatchResult<[StoredBasket | null, Ordered | null, ClaimRow | null]>>) {
    const { basketId } = ctx.args;
    const [basket, order, claim] = batchRows(ctx);
    if (!basket) throwError('NotFound', 'There is no such basket', { basketId });
    checkMayRead(actorOf(ctx), basket.userId);
    ctx.stash.basket = basket;
    ctx.stash.isStored = !!order;
    if (basket.status !== 'CHECKED_OUT') checkOpen(basket);
    else if (order) checkSame(ctx, basket, order);
    else joinClaim(ctx, basket, claim);
    return {};
  },
};

/** Of GraphQL's whole numbers the largest. */
const MAX_VERSION = 2147483647;

function centsOfAmount(amount: number): number {
  const argument = 'expectedAmount';
  const cents = centsOf(checkNumber(amount, argument, 0, MAX_AMOUNT));
  return cents === undefined
    ? throwError('InvalidArgument', 'expectedAmount must be in whole cents', { argument })
    : cents;
}

/** Throws where the basket was checked out in another way than this request would. */
function checkSame(ctx: Step, { version }: StoredBasket, ordered: Ordered): void {
  const { expectedCents, deliverTo } = ctx.stash;
  const isSame =
    version === ctx.args.version && ordered.amountCents === expectedCents && ordered.deliverTo === deliverTo;
  if (!isSame) throwError('StateConflict', 'The basket is CHECKED_OUT', { status: 'CHECKED_OUT' });
}

/** Takes the check-out that was found for this request's, where it is the same. It is queued as it was claimed. */
function joinClaim(ctx: Step, basket: StoredBasket, claim: ClaimRow | null | undefined): void {
  // It was claimed and is stored at this very moment, or was opened again.
  if (!claim?.applied) throwError('TryAgain', 'Somebody else is checking this basket out; try again');
  checkSame(ctx, basket, claim.eventData);
  ctx.stash.claimId = claim.claimId;
  ctx.stash.message = messageOf(claim.eventData);
}

/** What is queued: what was claimed, and when. */
const messageOf = (claimed: ClaimRow['eventData']): PlaceOrder => {
  const { orderId, userId, lines, updatedOn, deliverTo, flow, basketVersion } = claimed;
  return {
    orderId,
    userId,
    lines,
    placedOn: updatedOn,
    ...(deliverTo ? { deliverTo } : {}),
    ...(flow ? { flow } : {}),
    ...(basketVersion ? { basketVersion } : {}),
  };
};

export { quoteBasket as quote, readStay as stay } from './shared/basketQuote.ts';

/**
 * Ends the basket at the version that was seen, frees the person's claim and claims the order, all or nothing: of any
 * number of check-outs and changes at one instant one goes first. `claimId` distinguishes our row from an equal one of the
 * same instant, which AppSync would otherwise take for a repeated write.
 */
export const claim = {
  request(ctx: Step) {
    const { basket, delivery, claimId, quote: found } = ctx.stash;
    if (claimId) runtime.earlyReturn(ctx.prev.result);
    const now = nowInstant();
    const newClaimId = util.autoUlid();
    const eventData: ClaimRow['eventData'] = {
      orderId: basket.id,
      userId: basket.userId,
      lines: found.lines,
      amountCents: found.amountCents,
      updatedOn: now,
      basketVersion: basket.version,
      ...(delivery ? { deliverTo: delivery.deliverTo, flow: sagaFlow } : {}),
    };
    ctx.stash.claimId = newClaimId;
    ctx.stash.message = messageOf(eventData);
    return transactWriteItems(ctx, [
      userIsEnabled(basket.userId),
      checkOut(basket, now),
      claimOrder(ctx, eventData, newClaimId),
      freeOpenBasket(basket),
      ...(delivery ? [isStillTheirs(delivery)] : []),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    ctx.stash.isClaimNew = !ctx.error;
    if (ctx.error) findRival(ctx);
    return ctx.prev.result;
  },
};

/** Finds out what was in the way of this check-out: joins one that is the same, notes a change, and throws otherwise. */
function findRival(ctx: Step<TransactionResult>): void {
  if (!ctx.error) return;
  const { basket } = ctx.stash;
  const reasons = cancellationReasonsOf(ctx);
  const [user, ended, order, open, theirs] = reasons;
  checkUserIsEnabled(user, basket.userId);
  // The rows of those items.
  const present = conditionFailed(ended) ? (ended?.item as StoredBasket | undefined) : undefined;
  // As above.
  const rival = conditionFailed(order) ? (order?.item as ClaimRow | undefined) : undefined;
  if (present?.status === 'CHECKED_OUT') return joinClaim(ctx, present, rival);
  if (present) {
    checkOpen(present);
    ctx.stash.changed = present;
    return;
  }
  if (rival) throwError('OrderConflict', 'There is another order of this id', { orderId: basket.id });
  if (conditionFailed(theirs)) throwNotTheirs();
  if (conditionFailed(open)) throwError('TryAgain', 'Somebody else is changing this basket; try again');
  throwDataSourceError(ctx.error, reasons);
}

/**
 * A check-out that is requested again joins the first before it is queued: SQS may refuse the first later than it takes
 * this copy, and the first must not open again what the copy rests on. One that came after a change says what the basket
 * costs by now.
 */
export const join = {
  request(ctx: Step) {
    const { isClaimNew, changed, claimId, basket } = ctx.stash;
    if (changed && basketOfferKeys(changed).length > 0) return batchGetItems(ctx, basketOfferKeys(changed));
    if (changed) throwChanged(changed, quoteOfBasket(changed, []));
    if (isClaimNew) runtime.earlyReturn(ctx.prev.result);
    return transactWriteItems(ctx, [
      userIsEnabled(basket.userId),
      updateItem(
        orderEventKey(basket.id, ORDER_PLACED_EVENT),
        expressionOf('SET joined = :true', { ':true': true }),
        expressionOf('claimId = :claimId', { ':claimId': claimId }),
      ),
    ]);
  },

  response(ctx: Step<TransactionResult & BatchResult<(OfferState | null)[]>>) {
    const { changed, basket } = ctx.stash;
    if (changed) throwChanged(changed, quoteOfBasket(changed, batchRows(ctx)));
    if (ctx.error) {
      const reasons = cancellationReasonsOf(ctx);
      const [user, joined] = reasons;
      checkUserIsEnabled(user, basket.userId);
      if (conditionFailed(joined))
        throwError('TryAgain', 'The check-out it repeats could not be queued; try again');
      throwDataSourceError(ctx.error, reasons);
    }
    return ctx.prev.result;
  },
};

/**
 * Answers the ticket where the order was queued. Otherwise the basket is opened again, and the claims on it and on the order
 * are as before. A check-out that a copy of this request joined stays: that copy may be queued, or stored already. So does
 * one whose person has started another basket since; sent again, it is queued again.
 */
export const release = {
  request(ctx: Step) {
    const { enqueued, isClaimNew, basket, claimId } = ctx.stash;
    if (enqueued) runtime.earlyReturn(ctx.prev.result);
    if (!isClaimNew) throwUnavailable();
    return transactWriteItems(ctx, [
      releaseOrder(basket.id, claimId ?? ''),
      reopen(basket),
      claimOpenBasket(basket),
    ]);
  },

  response(ctx: Step): never {
    if (ctx.error) console.error(ctx.error);
    throwUnavailable();
  },
};

function throwUnavailable(): never {
  throwError('QueueUnavailable', 'The order could not be queued; try again');
}
