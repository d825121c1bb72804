import type { ProductDetails, ProductEvent, StoreDetails, StoreEvent } from './events.ts';

/** A store as its events have made it. */
export interface StoreState extends StoreDetails {
  readonly storeId: string;
  readonly version: number;
  readonly createdOn: string;
  readonly updatedOn: string;
}

/** A product as its events have made it. */
export interface ProductState extends ProductDetails {
  readonly productId: string;
  readonly storeId: string;
  /** Whether it was not removed. */
  readonly offered: boolean;
  readonly version: number;
  readonly createdOn: string;
  readonly updatedOn: string;
}

/** What is sold under a SKU, or booked under the id of a service, as its row has it. */
export interface OfferState {
  readonly sku: string;
  readonly productId: string;
  readonly storeId: string;
  readonly name: string;
  /** Whole cents. */
  readonly priceCents: number;
  readonly productVersion: number;
  /** Whether the store takes part, as of its version. */
  readonly participating: boolean;
  readonly storeVersion: number;
  /** Only of services, as `capacity` and `timeZone`. */
  readonly slotMinutes?: number;
  readonly capacity?: number;
  readonly timeZone?: string;
}

/** Every so many versions the state is kept as a snapshot, so that one of any version takes at most as many events. */
export const SNAPSHOT_EVERY = 50;

/** Of a slot of a service: a day, at most. Chosen. */
export const MIN_SLOT_MINUTES = 5;
export const MAX_SLOT_MINUTES = 24 * 60;

/**
 * Chosen: the row of a slot holds the ids of its bookings, and a day of the shortest slots is read in one page of 1 MB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export const MAX_CAPACITY = 100;

/** Of eight digits. */
export const MAX_VERSION = 99_999_999;

/**
 * The store after an event. Undefined where the event is not the next of its stream: nothing can be said of a stream
 * with a gap.
 */
export function evolveStore(
  store: StoreState | undefined,
  { eventName, eventData }: StoreEvent,
): StoreState | undefined {
  const { version, updatedOn } = eventData;
  if (version !== (store?.version ?? 0) + 1) return undefined;
  if (eventName === 'STORE_CREATED_EVENT') {
    const { storeId, name, location, participating } = eventData;
    return { storeId, name, location, participating, version, createdOn: updatedOn, updatedOn };
  }
  if (!store) return undefined;
  const next = { ...store, version, updatedOn };
  if (eventName === 'STORE_REBRANDED_EVENT') return { ...next, name: eventData.name };
  return { ...next, participating: eventName === 'STORE_PARTICIPATION_ENABLED_EVENT' };
}

/** The product after an event; as `evolveStore`. */
export function evolveProduct(
  product: ProductState | undefined,
  { eventName, eventData }: ProductEvent,
): ProductState | undefined {
  const { version, updatedOn } = eventData;
  if (version !== (product?.version ?? 0) + 1) return undefined;
  if (eventName === 'PRODUCT_ADDED_EVENT') return addedProduct(eventData);
  if (!product) return undefined;
  const next = { ...product, version, updatedOn };
  if (eventName === 'PRODUCT_REBRANDED_EVENT')
    return { ...next, name: eventData.name, description: eventData.description };
  if (eventName === 'PRODUCT_REMOVED_EVENT') return { ...next, offered: false };
  return { ...next, priceCents: eventData.priceCents };
}

/** What a product's offers are found by: the SKU of what has stock, and of a service its own id. */
export const offerSkusOf = ({
  productId,
  sku,
  slotMinutes,
}: Pick<ProductState, 'productId' | 'sku' | 'slotMinutes'>): string[] => [
  ...(sku ? [sku] : []),
  ...(slotMinutes ? [productId] : []),
];

/** Without `by`: who did it stands in the event alone. */
const addedProduct = (added: Extract<ProductEvent, { eventName: 'PRODUCT_ADDED_EVENT' }>['eventData']) => ({
  productId: added.productId,
  storeId: added.storeId,
  name: added.name,
  description: added.description,
  priceCents: added.priceCents,
  ...(added.sku ? { sku: added.sku } : {}),
  ...(added.slotMinutes
    ? { slotMinutes: added.slotMinutes, capacity: added.capacity, timeZone: added.timeZone }
    : {}),
  offered: true,
  version: added.version,
  createdOn: added.updatedOn,
  updatedOn: added.updatedOn,
});

/** Folds events over a state, or over none; undefined where one of them is not the next. */
export const foldStore = (store: StoreState | undefined, events: StoreEvent[]) =>
  events.reduce<StoreState | undefined>((state, event) => evolveStore(state, event), store);

/** Likewise of a product. */
export const foldProduct = (product: ProductState | undefined, events: ProductEvent[]) =>
  events.reduce<ProductState | undefined>((state, event) => evolveProduct(state, event), product);
