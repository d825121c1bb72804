import { runtime, util, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { userKey } from '../../model/accounts/keys.ts';
import { basketKey, openBasketIndexKeys, openBasketKey } from '../../model/baskets/keys.ts';
import { BASKET_DAYS, basketStatusAt, type StoredBasket } from '../../model/baskets/states.ts';
import type { MutationStartBasketArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkOptionalId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  cancellationReasonsOf,
  expressionOf,
  putItem,
  rowIsNew,
  transactWriteItems,
  withFailedItem,
  type BatchResult,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { checkEnabled, checkUserIsEnabled, userIsEnabled, type UserRow } from '../platform/users.ts';
import { expiresOnOf } from './shared/basketChange.ts';
import type { BasketStash } from './shared/basketResult.ts';
import { announceBasket, endBasket } from './shared/basketWrites.ts';

/** The claim of a person's one open basket. */
interface ClaimRow {
  readonly basketId: string;
}

interface Stash extends BasketStash {
  userId: string;
  /** Of the basket that was open last. */
  claim?: ClaimRow | null;
  /** That basket, where it has expired and nobody wrote that down yet. */
  expired?: StoredBasket;
}

type Step<Result = unknown> = Context<MutationStartBasketArgs, Stash, undefined, undefined, Result>;

/** Finds the person's account and open basket. Staff may start one for a resident. */
export const find = {
  request(ctx: Step) {
    const actor = actorOf(ctx);
    const userId = checkOptionalId(ctx.args.userId, 'userId') ?? actor.id;
    checkMayRead(actor, userId);
    ctx.stash.userId = userId;
    return batchGetItems(ctx, [userKey(userId), openBasketKey(userId)], { consistentRead: true });
  },

  response(ctx: Step<BatchResult<[UserRow | null, ClaimRow | null]>>) {
    const [user, claim] = batchRows(ctx);
    checkEnabled(user, ctx.stash.userId);
    ctx.stash.claim = claim;
    return {};
  },
};

/** Reads the basket that is open. */
export const read = {
  request(ctx: Step) {
    const { claim } = ctx.stash;
    if (!claim) runtime.earlyReturn({});
    return get({ key: basketKey(claim.basketId), consistentRead: true });
  },

  response(ctx: Step<StoredBasket | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const basket = ctx.result;
    if (!basket || basket.status !== 'OPEN') return {};
    if (basketStatusAt(basket, nowInstant()) === 'OPEN') ctx.stash.basket = basket;
    else ctx.stash.expired = basket;
    return {};
  },
};

/**
 * Starts a basket, where none is open: of any number of requests at one instant the claim lets one through. The one that
 * has expired ends in the same transaction.
 */
export const start = {
  request(ctx: Step) {
    const { userId, claim, expired } = ctx.stash;
    if (ctx.stash.basket) runtime.earlyReturn({});
    const now = nowInstant();
    const basket = newBasket(util.autoUlid(), userId, now, expiresOnOf(BASKET_DAYS));
    ctx.stash.basket = basket;
    return transactWriteItems(ctx, [
      userIsEnabled(userId),
      claimBasket(basket, claim?.basketId ?? ''),
      putItem(
        basketKey(basket.id),
        { ...basket, ...openBasketIndexKeys(basket.id, basket.expiresOn), ...entityMetadata('Basket') },
        rowIsNew,
      ),
      announceBasket(ctx, basket, 'OPEN', now),
      ...(expired ? [endBasket(expired, 'EXPIRED', now), announceBasket(ctx, expired, 'EXPIRED', now)] : []),
    ]);
  },

  response(ctx: Step<TransactionResult<ClaimRow>>) {
    if (!ctx.error) return {};
    const reasons = cancellationReasonsOf(ctx);
    const [user, claim] = reasons;
    checkUserIsEnabled(user, ctx.stash.userId);
    ctx.stash.basket = undefined;
    ctx.stash.claim = claim?.item;
    // Another request started one at this very instant, or a check-out that was not queued gave one back.
    if (conditionFailed(claim) && claim?.item) return {};
    if (reasons.some((reason) => conditionFailed(reason)))
      throwError('TryAgain', 'Somebody else is starting a basket for this person; try again');
    return throwDataSourceError(ctx.error, reasons);
  },
};

/** Reads the basket that somebody else started meanwhile. */
export const readStarted = {
  request(ctx: Step) {
    const { basket, claim } = ctx.stash;
    if (basket || !claim) runtime.earlyReturn({});
    return get({ key: basketKey(claim.basketId), consistentRead: true });
  },

  response(ctx: Step<StoredBasket | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const basket = ctx.result;
    if (!basket || basketStatusAt(basket, nowInstant()) !== 'OPEN')
      throwError('TryAgain', 'Somebody else is starting a basket for this person; try again');
    ctx.stash.basket = basket;
    return {};
  },
};

const newBasket = (id: string, userId: string, now: string, expiresOn: string): StoredBasket => ({
  id,
  userId,
  status: 'OPEN',
  items: {},
  version: 1,
  createdOn: now,
  updatedOn: now,
  expiresOn,
});

/** Takes the person's claim where nobody has it, or a basket that is known to have ended. */
const claimBasket = ({ id, userId }: StoredBasket, endedId: string) =>
  putItem(
    openBasketKey(userId),
    { userId, basketId: id, ...entityMetadata('OpenBasket') },
    withFailedItem(expressionOf('attribute_not_exists(pk) OR basketId = :ended', { ':ended': endedId })),
  );

export { price } from './shared/basketResult.ts';
