import { decreaseProductPrice } from '../../model/catalog/decisions.ts';
import type { MutationDecreaseProductPriceArgs } from '../../model/schema.ts';
import { priceCentsOf } from '../platform/arguments.ts';
import { writeProduct, writtenProduct } from './shared/productCommand.ts';
import type { ProductStep, Written } from './shared/products.ts';
import { actOf, eventOf } from './shared/streams.ts';

export { readProduct as read } from './shared/products.ts';

/** Lowers the price: to one that is not lower it is refused. */
export const write = {
  request(ctx: ProductStep<MutationDecreaseProductPriceArgs>) {
    const priceCents = priceCentsOf(ctx.args.price, 'price');
    return writeProduct(ctx, eventOf(decreaseProductPrice(ctx.stash.product, priceCents, actOf(ctx))));
  },

  response(ctx: ProductStep<MutationDecreaseProductPriceArgs, Written>) {
    return writtenProduct(ctx);
  },
};
