import { removeProduct } from '../../model/catalog/decisions.ts';
import type { MutationRemoveProductArgs } from '../../model/schema.ts';
import { writeProduct, writtenProduct } from './shared/productCommand.ts';
import type { ProductStep, Written } from './shared/products.ts';
import { actOf, eventOf } from './shared/streams.ts';

export { readProduct as read } from './shared/products.ts';

/** Ends what is offered and frees its SKU. The product and its history stay. */
export const write = {
  request(ctx: ProductStep<MutationRemoveProductArgs>) {
    return writeProduct(ctx, eventOf(removeProduct(ctx.stash.product, actOf(ctx))));
  },

  response(ctx: ProductStep<MutationRemoveProductArgs, Written>) {
    return writtenProduct(ctx);
  },
};
