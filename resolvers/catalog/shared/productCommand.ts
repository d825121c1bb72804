import type { ProductEvent } from '../../../model/catalog/events.ts';
import { offerKey, storeSkuKey } from '../../../model/catalog/keys.ts';
import { offerSkusOf, type ProductState } from '../../../model/catalog/states.ts';
import {
  deleteItem,
  expressionOf,
  rowExists,
  setAttributes,
  transactWriteItems,
  updateItem,
  type Write,
} from '../../platform/dynamodb.ts';
import { checkWritten } from './streams.ts';
import { productOf, writesOfProduct, type ProductStep, type Written } from './products.ts';

/** Writes the next event of the product that was read, and what follows from it, in one transaction. */
export function writeProduct(ctx: ProductStep<unknown>, event: ProductEvent) {
  const writes = writesOfProduct(ctx, ctx.stash.product, event);
  return transactWriteItems(ctx, [...writes, ...offerWrites(ctx.stash.product)]);
}

/** Returns the product as it was changed. Throws where it was not. */
export function writtenProduct(ctx: ProductStep<unknown, Written>) {
  checkWritten(ctx);
  return productOf(ctx.stash.product);
}

/** What a command does to the offers of a product. Whether the store takes part is for the worker to say. */
const offerWrites = (product: ProductState): Write[] =>
  offerSkusOf(product).flatMap((sku): Write[] => {
    const { productId, storeId, name, priceCents, version } = product;
    const isOurs = expressionOf('productId = :productId', { ':productId': productId });
    return product.offered
      ? [updateItem(offerKey(sku), setAttributes({ name, priceCents, productVersion: version }), isOurs)]
      : [deleteItem(offerKey(sku), isOurs), deleteItem(storeSkuKey(storeId, sku), rowExists)];
  });
