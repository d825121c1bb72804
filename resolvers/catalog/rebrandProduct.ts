import { rebrandProduct } from '../../model/catalog/decisions.ts';
import type { MutationRebrandProductArgs } from '../../model/schema.ts';
import { writeProduct, writtenProduct } from './shared/productCommand.ts';
import { checkDescription, checkProductName, type ProductStep, type Written } from './shared/products.ts';
import { actOf, eventOf } from './shared/streams.ts';

export { readProduct as read } from './shared/products.ts';

/** Gives a product another name and description. */
export const write = {
  request(ctx: ProductStep<MutationRebrandProductArgs>) {
    const names = {
      name: checkProductName(ctx.args.name),
      description: checkDescription(ctx.args.description),
    };
    return writeProduct(ctx, eventOf(rebrandProduct(ctx.stash.product, names, actOf(ctx))));
  },

  response(ctx: ProductStep<MutationRebrandProductArgs, Written>) {
    return writtenProduct(ctx);
  },
};
