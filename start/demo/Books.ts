import type { Lot } from '../goods.ts';
import type { Flat } from './Flat.ts';
import type { LedgerEntry } from './Ledger.ts';
import type { Stored } from './readStored.ts';
import type { Told } from './readTold.ts';

/** What the accounting goes by. */
export interface Books {
  readonly entries: readonly LedgerEntry[];
  /** What the table and the queues hold. */
  readonly stored: Stored;
  /** What the API answers at the end. */
  readonly told: Told;
  /** What was delivered of a booking, an order or a SKU by subscriptions, in the order of delivery. */
  readonly statusesOf: (id: string) => readonly string[];
  /** What was in the shop before the first request. */
  readonly opening: readonly Lot[];
  readonly flats: readonly Flat[];
}
