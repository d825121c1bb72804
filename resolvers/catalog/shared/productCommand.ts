import type { ProductEvent } from '../../../model/catalog/events.ts';
import { offerKey, storeSkuKey } from '../../../model/catalog/keys.ts';
import type { ProductState } from '../../../model/catalog/states.ts';
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

/** What a command does to the offer of a product that has stock. Whether the store takes part is for the worker to say. */
function offerWrites(product: ProductState): Write[] {
  const { productId, storeId, sku, name, priceCents, version } = product;
  if (!sku) return [];
  const isOurs = expressionOf('productId = :productId', { ':productId': productId });
  if (!product.offered)
    return [deleteItem(offerKey(sku), isOurs), deleteItem(storeSkuKey(storeId, sku), rowExists)];
  return [updateItem(offerKey(sku), setAttributes({ name, priceCents, productVersion: version }), isOurs)];
}
