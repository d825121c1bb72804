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

/** What every event of a stream says. Of people it knows their ids only. */
interface Stamp {
  /** That the event made: 1, 2, 3 and so on, without gaps. */
  readonly version: number;
  /** Who did it: a person's id. */
  readonly by: string;
  /** ISO 8601. */
  readonly updatedOn: string;
}

export interface StoreStamp extends Stamp {
  readonly storeId: string;
}

export interface ProductStamp extends Stamp {
  readonly productId: string;
  readonly storeId: string;
}

interface Named<Name extends string, Data> {
  readonly eventName: Name;
  readonly eventData: Data;
}

/** What a store is created with. */
export interface StoreDetails {
  readonly name: string;
  readonly location: string;
  readonly participating: boolean;
}

export type StoreEvent =
  | Named<'STORE_CREATED_EVENT', StoreStamp & StoreDetails>
  | Named<'STORE_REBRANDED_EVENT', StoreStamp & Pick<StoreDetails, 'name'>>
  | Named<(typeof participationEventNames)[number], StoreStamp>;

/** What a product is added with. One with `sku` has stock; one with `slotMinutes` is a service that is booked. */
export interface ProductDetails {
  readonly name: string;
  readonly description: string;
  /** Whole cents, of one unit or one slot. */
  readonly priceCents: number;
  readonly sku?: string;
  readonly slotMinutes?: number;
  /** How many are served in a slot. */
  readonly capacity?: number;
  /** IANA's name of where the service's days begin at midnight. */
  readonly timeZone?: string;
}

export type ProductEvent =
  | Named<'PRODUCT_ADDED_EVENT', ProductStamp & ProductDetails>
  | Named<'PRODUCT_REBRANDED_EVENT', ProductStamp & Pick<ProductDetails, 'name' | 'description'>>
  | Named<
      'PRODUCT_PRICE_INCREASED_EVENT' | 'PRODUCT_PRICE_DECREASED_EVENT',
      ProductStamp & Pick<ProductDetails, 'priceCents'>
    >
  | Named<'PRODUCT_REMOVED_EVENT', ProductStamp>;
