import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import type { ProductEvent } from '../../../model/catalog/events.ts';
import { productKey, productPartition, storeProductsKey } from '../../../model/catalog/keys.ts';
import { evolveProduct, type ProductState } from '../../../model/catalog/states.ts';
import type { Product } from '../../../model/schema.ts';
import { entityMetadata } from '../../../model/table.ts';
import { checkId, checkText } from '../../platform/arguments.ts';
import type { TransactionResult, Write } from '../../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../../platform/errors.ts';
import { evolved, writesOf } from './streams.ts';

/** What the steps of a command leave for each other. */
export interface ProductStash {
  /** As it was read, and then as it was changed. */
  product: ProductState;
}

interface ProductArgs {
  productId: string;
  expectedVersion: number;
}

/** A step of a command to a product; `Result` is what its data source answers. */
export type ProductStep<Args = ProductArgs, Result = unknown> = Context<
  Args,
  ProductStash,
  undefined,
  undefined,
  Result
>;

export type Written = TransactionResult<{ version: number }>;

/** A product as the API answers it; its price in EUR. */
export const productOf = (product: ProductState): Omit<Product, 'history'> => ({
  id: product.productId,
  storeId: product.storeId,
  name: product.name,
  description: product.description,
  sku: product.sku ?? null,
  price: product.priceCents / 100,
  offered: product.offered,
  slotMinutes: product.slotMinutes ?? null,
  capacity: product.capacity ?? null,
  timeZone: product.timeZone ?? null,
  version: product.version,
  createdOn: product.createdOn,
  updatedOn: product.updatedOn,
});

export const checkProductName = (name: string) => checkText(name, 'name', 100);
export const checkDescription = (description: string) => checkText(description, 'description', 500);

/** Reads the product of a command. What it decides on is a condition of its write. */
export const readProduct = {
  request(ctx: ProductStep) {
    return get({ key: productKey(checkId(ctx.args.productId, 'productId')), consistentRead: true });
  },

  response(ctx: ProductStep<ProductArgs, ProductState | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { productId } = ctx.args;
    ctx.stash.product = ctx.result ?? throwError('NotFound', 'There is no such product', { productId });
    return {};
  },
};

/** The writes of a product's next event, without those of its offer. Leaves in the stash what the product becomes. */
export function writesOfProduct(
  ctx: ProductStep<unknown>,
  before: ProductState | undefined,
  event: ProductEvent,
): Write[] {
  const state = evolved(evolveProduct(before, event));
  ctx.stash.product = state;
  const row = stateOf(state);
  return writesOf(
    ctx,
    productKey(state.productId),
    { event, state: row },
    {
      ...row,
      // A removed product is in no list.
      ...(state.offered
        ? { gsi1pk: storeProductsKey(state.storeId), gsi1sk: productPartition(state.productId) }
        : {}),
      ...entityMetadata('Product'),
    },
  );
}

/** What was read has keys beside the state. */
const stateOf = (product: ProductState): ProductState => ({
  productId: product.productId,
  storeId: product.storeId,
  name: product.name,
  description: product.description,
  ...(product.sku ? { sku: product.sku } : {}),
  priceCents: product.priceCents,
  offered: product.offered,
  ...(product.slotMinutes
    ? { slotMinutes: product.slotMinutes, capacity: product.capacity, timeZone: product.timeZone }
    : {}),
  version: product.version,
  createdOn: product.createdOn,
  updatedOn: product.updatedOn,
});
