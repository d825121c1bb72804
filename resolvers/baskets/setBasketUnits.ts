import type { StoredBasket } from '../../model/baskets/states.ts';
import { MAX_UNITS } from '../../model/orders/events.ts';
import type { MutationSetBasketUnitsArgs } from '../../model/schema.ts';
import { checkName, checkNumber } from '../platform/arguments.ts';
import { throwError } from '../platform/errors.ts';
import {
  changeItem,
  isChanged,
  read,
  throwMeanwhile,
  unitsOf,
  type ChangeStep,
} from './shared/basketChange.ts';

type Step<Result = unknown> = ChangeStep<MutationSetBasketUnitsArgs, Result>;

export { read };

/** Changes the units of an item that is there. */
export const change = {
  request(ctx: Step) {
    checkName(ctx.args.sku, 'sku');
    return changeItem(ctx, {
      update: ', #items.#item = :units',
      updateValues: { ':units': checkNumber(ctx.args.units, 'units', 1, MAX_UNITS) },
      condition: 'attribute_exists(#items.#item)',
    });
  },

  response(ctx: Step<StoredBasket | null>) {
    const { sku } = ctx.args;
    if (isChanged(ctx)) return {};
    if (unitsOf(ctx) === 0) throwError('NotFound', 'The basket holds nothing of this SKU', { sku });
    return throwMeanwhile();
  },
};

export { price } from './shared/basketResult.ts';
