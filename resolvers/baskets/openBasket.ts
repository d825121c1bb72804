import { runtime, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { basketKey, openBasketKey } from '../../model/baskets/keys.ts';
import { basketStatusAt, type StoredBasket } from '../../model/baskets/states.ts';
import type { QueryOpenBasketArgs } from '../../model/schema.ts';
import { checkOptionalId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import type { BasketStash } from './shared/basketResult.ts';

type Step<Result = unknown> = Context<
  QueryOpenBasketArgs,
  BasketStash,
  { result: { readonly basketId: string } | null },
  undefined,
  Result
>;

/** Finds the person's open basket by its claim. */
export const find = {
  request(ctx: Step) {
    const actor = actorOf(ctx);
    const userId = checkOptionalId(ctx.args.userId, 'userId') ?? actor.id;
    checkMayRead(actor, userId);
    return get({ key: openBasketKey(userId), consistentRead: true });
  },

  response(ctx: Step<{ readonly basketId: string } | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    return ctx.result;
  },
};

/** Reads it. One that has expired by now is not open, swept or not. */
export const read = {
  request(ctx: Step) {
    const claim = ctx.prev.result;
    if (!claim) runtime.earlyReturn(null);
    return get({ key: basketKey(claim.basketId), consistentRead: true });
  },

  response(ctx: Step<StoredBasket | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const basket = ctx.result;
    if (basket && basketStatusAt(basket, nowInstant()) === 'OPEN') ctx.stash.basket = basket;
    return {};
  },
};

export { price } from './shared/basketResult.ts';
