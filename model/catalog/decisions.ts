import type { errorTypes } from '../errors.ts';
import { MAX_VERSION, type ProductState, type StoreState } from './states.ts';
import type { ProductDetails, ProductEvent, StoreDetails, StoreEvent } from './events.ts';

/** Who does something, when, and to which version of the thing. */
export interface Act {
  readonly expectedVersion: number;
  /** A person's id. */
  readonly by: string;
  /** ISO 8601. */
  readonly now: string;
}

type RefusalType = keyof Pick<typeof errorTypes, 'VersionConflict' | 'StateConflict' | 'InvalidArgument'>;

export interface Refusal {
  readonly errorType: RefusalType;
  readonly message: string;
  readonly info: Record<string, unknown>;
}

/** What a command comes to: the event that it makes, or why it makes none. */
export interface Decision<Event> {
  readonly event?: Event;
  readonly refusal?: Refusal;
}

const refuse = (errorType: RefusalType, message: string, info: Record<string, unknown>) => ({
  refusal: { errorType, message, info },
});

/** Why nothing may be done to what has this version; undefined where it may. */
export function versionRefusal(version: number, { expectedVersion }: Pick<Act, 'expectedVersion'>) {
  if (version !== expectedVersion)
    return refuse('VersionConflict', `Somebody else changed it: it is at version ${version}`, { version });
  // Chosen: as many as its keys sort. At one change a second it is reached after three years.
  if (version >= MAX_VERSION) return refuse('StateConflict', 'It was changed too often', { version });
  return undefined;
}

const stampOfStore = ({ storeId, version }: StoreState, { by, now }: Act) => ({
  storeId,
  version: version + 1,
  by,
  updatedOn: now,
});

export const createStore = (
  storeId: string,
  details: StoreDetails,
  { by, now }: Pick<Act, 'by' | 'now'>,
): StoreEvent => ({
  eventName: 'STORE_CREATED_EVENT',
  eventData: { storeId, version: 1, by, updatedOn: now, ...details },
});

export const rebrandStore = (store: StoreState, name: string, act: Act): Decision<StoreEvent> =>
  versionRefusal(store.version, act) ?? {
    event: { eventName: 'STORE_REBRANDED_EVENT', eventData: { ...stampOfStore(store, act), name } },
  };

/** Lets a store take part, or no longer. One that does so already is not changed by it. */
export function setParticipation(store: StoreState, participating: boolean, act: Act): Decision<StoreEvent> {
  const refused = versionRefusal(store.version, act);
  if (refused) return refused;
  if (store.participating === participating) {
    const status = participating ? 'PARTICIPATING' : 'NOT_PARTICIPATING';
    return refuse('StateConflict', `The store is ${status}`, { status });
  }
  const eventName = participating
    ? 'STORE_PARTICIPATION_ENABLED_EVENT'
    : 'STORE_PARTICIPATION_DISABLED_EVENT';
  return { event: { eventName, eventData: stampOfStore(store, act) } };
}

const stampOfProduct = ({ productId, storeId, version }: ProductState, { by, now }: Act) => ({
  productId,
  storeId,
  version: version + 1,
  by,
  updatedOn: now,
});

/** Why nothing may be done to a product; a removed one is never changed again. */
const productRefusal = (product: ProductState, act: Act) =>
  versionRefusal(product.version, act) ??
  (product.offered ? undefined : refuse('StateConflict', 'The product is REMOVED', { status: 'REMOVED' }));

export const addProduct = (
  { productId, storeId }: Pick<ProductState, 'productId' | 'storeId'>,
  details: ProductDetails,
  { by, now }: Pick<Act, 'by' | 'now'>,
): ProductEvent => ({
  eventName: 'PRODUCT_ADDED_EVENT',
  eventData: { productId, storeId, version: 1, by, updatedOn: now, ...details },
});

export const rebrandProduct = (
  product: ProductState,
  { name, description }: Pick<ProductDetails, 'name' | 'description'>,
  act: Act,
): Decision<ProductEvent> =>
  productRefusal(product, act) ?? {
    event: {
      eventName: 'PRODUCT_REBRANDED_EVENT',
      eventData: { ...stampOfProduct(product, act), name, description },
    },
  };

export function increaseProductPrice(
  product: ProductState,
  priceCents: number,
  act: Act,
): Decision<ProductEvent> {
  const refused = productRefusal(product, act);
  if (refused) return refused;
  if (priceCents <= product.priceCents)
    return refuse('InvalidArgument', 'price must be higher than it is', { argument: 'price' });
  const eventData = { ...stampOfProduct(product, act), priceCents };
  return { event: { eventName: 'PRODUCT_PRICE_INCREASED_EVENT', eventData } };
}

export function decreaseProductPrice(
  product: ProductState,
  priceCents: number,
  act: Act,
): Decision<ProductEvent> {
  const refused = productRefusal(product, act);
  if (refused) return refused;
  if (priceCents >= product.priceCents)
    return refuse('InvalidArgument', 'price must be lower than it is', { argument: 'price' });
  const eventData = { ...stampOfProduct(product, act), priceCents };
  return { event: { eventName: 'PRODUCT_PRICE_DECREASED_EVENT', eventData } };
}

export const removeProduct = (product: ProductState, act: Act): Decision<ProductEvent> =>
  productRefusal(product, act) ?? {
    event: { eventName: 'PRODUCT_REMOVED_EVENT', eventData: stampOfProduct(product, act) },
  };
