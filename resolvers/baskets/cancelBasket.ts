import type { StoredBasket } from '../../model/baskets/states.ts';
import { runtime, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { basketKey } from '../../model/baskets/keys.ts';
import type { MutationCancelBasketArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import { cancellationReasonsOf, transactWriteItems, type TransactionResult } from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { checkOpen } from './shared/basketChange.ts';
import type { BasketStash } from './shared/basketResult.ts';
import { announceBasket, deleteOpenBasket, endBasket } from './shared/basketWrites.ts';

type Step<Result = unknown> = Context<
  MutationCancelBasketArgs,
  BasketStash & { basket: StoredBasket },
  undefined,
  undefined,
  Result
>;

/** Reads the basket, which its owner and staff may cancel, also while the owner is disabled. */
export const read = {
  request(ctx: Step) {
    return get({ key: basketKey(checkId(ctx.args.basketId, 'basketId')), consistentRead: true });
  },

  response(ctx: Step<StoredBasket | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { basketId } = ctx.args;
    const basket = ctx.result;
    if (!basket) throwError('NotFound', 'There is no such basket', { basketId });
    checkMayRead(actorOf(ctx), basket.userId);
    if (basket.status !== 'CANCELED') checkOpen(basket);
    ctx.stash.basket = basket;
    return {};
  },
};

/** Ends the basket as it was read, frees the person's claim, and announces it. One that is canceled stays so. */
export const cancel = {
  request(ctx: Step) {
    const { basket } = ctx.stash;
    if (basket.status === 'CANCELED') runtime.earlyReturn({});
    const now = nowInstant();
    ctx.stash.basket = { ...basket, status: 'CANCELED', updatedOn: now };
    return transactWriteItems(ctx, [
      endBasket(basket, 'CANCELED', now),
      deleteOpenBasket(basket),
      announceBasket(ctx, basket, 'CANCELED', now),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    if (!ctx.error) return {};
    const reasons = cancellationReasonsOf(ctx);
    if (reasons.some((reason) => conditionFailed(reason)))
      throwError('TryAgain', 'Somebody else is changing this basket; try again');
    return throwDataSourceError(ctx.error, reasons);
  },
};

export { price } from './shared/basketResult.ts';
