import { SECONDS_OF_DAY } from '../calendar.ts';

/** A lot of units came in for a SKU. */
export const SKU_RESTOCKED_EVENT = 'SKU_RESTOCKED_EVENT';

/** What a restock tells. */
export interface RestockedEventData {
  readonly sku: string;
  readonly lotId: string;
  /** More than 0. */
  readonly units: number;
  /** ISO 8601. */
  readonly updatedOn: string;
}

/** The units of a SKU changed: told by the table's stream of the row itself. */
export const STOCK_LEVEL_EVENT = 'STOCK_LEVEL_EVENT';

/** A restock's row: the lot's own name is its idempotency key. */
export const restockEventOf = (eventData: RestockedEventData, nowSeconds: number, eventTtlDays: number) => ({
  sku: eventData.sku,
  lotId: eventData.lotId,
  eventName: SKU_RESTOCKED_EVENT,
  eventData,
  applied: true,
  ttl: nowSeconds + eventTtlDays * SECONDS_OF_DAY,
});

/** Most units that one lot brings. */
export const MAX_LOT_UNITS = 1_000_000;

/**
 * Most units on hand that a lot may bring a SKU to. GraphQL's `Int`, as which they are told, holds twice as many
 * and more: what is left is room for units that come back, which nothing may refuse.
 */
export const MAX_SKU_UNITS = 1_000_000_000;
