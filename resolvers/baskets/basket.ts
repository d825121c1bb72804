import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { basketKey } from '../../model/baskets/keys.ts';
import type { StoredBasket } from '../../model/baskets/states.ts';
import type { QueryBasketArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import type { BasketStash } from './shared/basketResult.ts';

type Step<Result = unknown> = Context<QueryBasketArgs, BasketStash, undefined, undefined, Result>;

/** A basket, for its owner and for staff, as it is at this moment. */
export const read = {
  request(ctx: Step) {
    return get({ key: basketKey(checkId(ctx.args.id, 'id')), consistentRead: true });
  },

  response(ctx: Step<StoredBasket | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    if (!ctx.result) return {};
    checkMayRead(actorOf(ctx), ctx.result.userId);
    ctx.stash.basket = ctx.result;
    return {};
  },
};

export { price } from './shared/basketResult.ts';
