import { increaseProductPrice } from '../../model/catalog/decisions.ts';
import type { MutationIncreaseProductPriceArgs } from '../../model/schema.ts';
import { priceCentsOf } from '../platform/arguments.ts';
import { writeProduct, writtenProduct } from './shared/productCommand.ts';
import type { ProductStep, Written } from './shared/products.ts';
import { actOf, eventOf } from './shared/streams.ts';

export { readProduct as read } from './shared/products.ts';

/** Raises the price: to one that is not higher it is refused. */
export const write = {
  request(ctx: ProductStep<MutationIncreaseProductPriceArgs>) {
    const priceCents = priceCentsOf(ctx.args.price, 'price');
    return writeProduct(ctx, eventOf(increaseProductPrice(ctx.stash.product, priceCents, actOf(ctx))));
  },

  response(ctx: ProductStep<MutationIncreaseProductPriceArgs, Written>) {
    return writtenProduct(ctx);
  },
};
