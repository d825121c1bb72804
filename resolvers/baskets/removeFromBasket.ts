import type { StoredBasket } from '../../model/baskets/states.ts';
import type { MutationRemoveFromBasketArgs } from '../../model/schema.ts';
import { checkName } from '../platform/arguments.ts';
import {
  changeItem,
  isChanged,
  read,
  throwMeanwhile,
  unitsOf,
  type ChangeStep,
} from './shared/basketChange.ts';

type Step<Result = unknown> = ChangeStep<MutationRemoveFromBasketArgs, Result>;

export { read };

/** Takes an item out. What is not in the basket is out of it: it stays as it is. */
export const change = {
  request(ctx: Step) {
    checkName(ctx.args.sku, 'sku');
    return changeItem(ctx, {
      update: ' REMOVE #items.#item',
      condition: 'attribute_exists(#items.#item)',
    });
  },

  response(ctx: Step<StoredBasket | null>) {
    if (isChanged(ctx) || unitsOf(ctx) === 0) return {};
    return throwMeanwhile();
  },
};

export { price } from './shared/basketResult.ts';
