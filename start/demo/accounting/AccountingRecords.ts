import type { Lot } from '../../seed.ts';
import type { Shop } from '../readShop.ts';
import type { Stored } from '../readStored.ts';
import type { LoggedRequest } from '../sendRequests.ts';
import type { Apartment } from '../stays.ts';

/** What the accounting goes by. */
export interface AccountingRecords {
  readonly entries: readonly LoggedRequest[];
  /** What the table and the queues hold. */
  readonly stored: Stored;
  /** What the API answers at the end. */
  readonly shop: Shop;
  /** What was delivered of a booking, an order or a SKU by subscriptions, in the order of delivery. */
  readonly statusesOf: (id: string) => readonly string[];
  /** What was in the shop before the first request. */
  readonly opening: readonly Lot[];
  readonly apartments: readonly Apartment[];
}

/** Something that has to be so, and whether it is. */
export interface Check {
  readonly claim: string;
  readonly holds: boolean;
}
