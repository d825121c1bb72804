import { MAX_ITEMS, type StoredBasket } from '../../model/baskets/states.ts';
import { offerKey } from '../../model/catalog/keys.ts';
import { MAX_UNITS } from '../../model/orders/events.ts';
import type { MutationAddToBasketArgs } from '../../model/schema.ts';
import { checkName, checkNumber } from '../platform/arguments.ts';
import { batchRows, type BatchResult } from '../platform/dynamodb.ts';
import { throwError } from '../platform/errors.ts';
import type { UserRow } from '../platform/users.ts';
import {
  changeItem,
  isChanged,
  openBasketOf,
  readBasket,
  throwMeanwhile,
  unitsOf,
  type ChangeStep,
} from './shared/basketChange.ts';

type Step<Result = unknown> = ChangeStep<MutationAddToBasketArgs, Result>;

interface OfferRow {
  readonly participating: boolean;
  /** Only of services, which are booked and not ordered. */
  readonly slotMinutes?: number;
}

/** Reads the basket, and whether the SKU is offered: a courtesy, because it may not be when it is ordered. */
export const read = {
  request(ctx: Step) {
    const sku = checkName(ctx.args.sku, 'sku');
    checkNumber(ctx.args.units, 'units', 1, MAX_UNITS);
    return readBasket(ctx, [offerKey(sku)]);
  },

  response(ctx: Step<BatchResult<[StoredBasket | null, UserRow | null, OfferRow | null]>>) {
    const { sku } = ctx.args;
    openBasketOf(ctx);
    const offer = batchRows(ctx)[2];
    if (!offer?.participating || offer.slotMinutes)
      throwError('NotOffered', 'Nobody sells this now', { sku });
    return {};
  },
};

/** Adds the units to those that are there. */
export const change = {
  request(ctx: Step) {
    const { units } = ctx.args;
    return changeItem(ctx, {
      update: ', #items.#item = if_not_exists(#items.#item, :none) + :units',
      updateValues: { ':none': 0, ':units': units },
      condition: '(#items.#item <= :room OR attribute_not_exists(#items.#item) AND size(#items) < :most)',
      conditionValues: { ':room': MAX_UNITS - units, ':most': MAX_ITEMS },
    });
  },

  response(ctx: Step<StoredBasket | null>) {
    if (isChanged(ctx)) return {};
    const held = unitsOf(ctx);
    if (held > MAX_UNITS - ctx.args.units)
      throwError('InvalidArgument', `A basket holds at most ${MAX_UNITS} units of a SKU`, {
        argument: 'units',
      });
    const count = Object.keys(ctx.stash.basket?.items ?? {}).length;
    if (held === 0 && count >= MAX_ITEMS)
      throwError('InvalidArgument', `A basket holds at most ${MAX_ITEMS} SKUs`, { argument: 'sku' });
    return throwMeanwhile();
  },
};

export { price } from './shared/basketResult.ts';
