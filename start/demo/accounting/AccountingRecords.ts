import type { Lot } from '../../shop.ts';
import type { Shop } from '../readShop.ts';
import type { Stored } from '../readStored.ts';
import type { Service } from '../requests.ts';
import type { LoggedRequest } from '../sendRequests.ts';
import type { Apartment } from '../stays.ts';

/** What the accounting compares. */
export interface AccountingRecords {
  readonly entries: readonly LoggedRequest[];
  /** What the table and the queues hold. */
  readonly stored: Stored;
  /** What the API returns at the end. */
  readonly shop: Shop;
  /** The statuses of a booking, an order or a list (`listUpdateId`), or the levels of a SKU, in the order subscriptions delivered them. */
  readonly statusesOf: (id: string) => readonly string[];
  /** The stock before the first request. */
  readonly opening: readonly Lot[];
  readonly apartments: readonly Apartment[];
  /** Those that are booked. */
  readonly services: readonly Service[];
}

/** A claim that must be true, and whether it is. */
export interface Check {
  readonly claim: string;
  readonly holds: boolean;
}
