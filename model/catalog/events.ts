import type { DataOf } from '../eventFields.ts';
import type { productDetails, productStamp, storeDetails, storeStamp } from './eventSchemas.ts';

/** The name of each event of a store, in the order of what it tells. */
export const storeEventNames = [
  'STORE_CREATED_EVENT',
  'STORE_REBRANDED_EVENT',
  'STORE_PARTICIPATION_ENABLED_EVENT',
  'STORE_PARTICIPATION_DISABLED_EVENT',
] as const;

/** Likewise of a product. */
export const productEventNames = [
  'PRODUCT_ADDED_EVENT',
  'PRODUCT_REBRANDED_EVENT',
  'PRODUCT_PRICE_INCREASED_EVENT',
  'PRODUCT_PRICE_DECREASED_EVENT',
  'PRODUCT_REMOVED_EVENT',
] as const;

/** Whether a store takes part: what the offers of its products follow. */
export const participationEventNames = [
  'STORE_PARTICIPATION_ENABLED_EVENT',
  'STORE_PARTICIPATION_DISABLED_EVENT',
] as const satisfies readonly (typeof storeEventNames)[number][];

export type StoreStamp = DataOf<typeof storeStamp>;
export type ProductStamp = DataOf<typeof productStamp>;

interface Named<Name extends string, Data> {
  readonly eventName: Name;
  readonly eventData: Data;
}

export type StoreDetails = DataOf<typeof storeDetails>;

export type StoreEvent =
  | Named<'STORE_CREATED_EVENT', StoreStamp & StoreDetails>
  | Named<'STORE_REBRANDED_EVENT', StoreStamp & Pick<StoreDetails, 'name'>>
  | Named<(typeof participationEventNames)[number], StoreStamp>;

export type ProductDetails = DataOf<typeof productDetails>;

export type ProductEvent =
  | Named<'PRODUCT_ADDED_EVENT', ProductStamp & ProductDetails>
  | Named<'PRODUCT_REBRANDED_EVENT', ProductStamp & Pick<ProductDetails, 'name' | 'description'>>
  | Named<
      'PRODUCT_PRICE_INCREASED_EVENT' | 'PRODUCT_PRICE_DECREASED_EVENT',
      ProductStamp & Pick<ProductDetails, 'priceCents'>
    >
  | Named<'PRODUCT_REMOVED_EVENT', ProductStamp>;
