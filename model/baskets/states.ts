import { isBefore } from '../instants.ts';
import { itemName } from './keys.ts';

export const basketStatuses = ['OPEN', 'CHECKED_OUT', 'CANCELED', 'EXPIRED'] as const;
export type BasketState = (typeof basketStatuses)[number];

/** Days that an open basket is kept after it was changed last. Chosen. */
export const BASKET_DAYS = 14;

/** Units by `itemName`, of at most 25 SKUs. */
export type StoredItems = Readonly<Record<string, number>>;

/** A basket as its row has it. What its items cost is not stored: the catalogue says it at each read. */
export interface StoredBasket {
  readonly id: string;
  readonly userId: string;
  readonly status: BasketState;
  readonly items: StoredItems;
  /** Counts its changes, from 1. A check-out names the version that was seen, and leaves it as it is. */
  readonly version: number;
  /** ISO 8601. */
  readonly createdOn: string;
  readonly updatedOn: string;
  /** ISO 8601. From then on it is expired, whether or not that is stored yet. */
  readonly expiresOn: string;
}

/** The status of a basket at an instant, whether or not it is stored yet. */
export const basketStatusAt = (
  basket: Pick<StoredBasket, 'status' | 'expiresOn'>,
  now: string,
): BasketState => {
  const { status, expiresOn } = basket;
  return status === 'OPEN' && !isBefore(now, expiresOn) ? 'EXPIRED' : status;
};

/** What a basket holds, by SKU: a map has no order of its own. */
export const itemsOf = (stored: StoredItems) =>
  Object.keys(stored)
    .sort()
    .map((name) => ({ sku: name.slice(itemName('').length), units: stored[name] ?? 0 }));

/** As many as an order has lines. */
export { MAX_LINES as MAX_ITEMS } from '../orders/events.ts';
