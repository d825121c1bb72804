import { SECONDS_OF_DAY } from '../calendar.ts';
import type { DataOf } from '../eventFields.ts';
import type { restockedEventData } from './eventSchemas.ts';

export { shortageOf, sumBySku, type SkuUnits } from './stock.ts';

/** A lot of units came in for a SKU. */
export const SKU_RESTOCKED_EVENT = 'SKU_RESTOCKED_EVENT';

export type RestockedEventData = DataOf<typeof restockedEventData>;

/** The units of a SKU changed. The table's stream makes this event of the SKU's own row. */
export const STOCK_LEVEL_EVENT = 'STOCK_LEVEL_EVENT';

/** The row of a restock's event. The lot's id is its idempotency key. */
export const restockEventOf = (eventData: RestockedEventData, nowSeconds: number, eventTtlDays: number) => ({
  sku: eventData.sku,
  lotId: eventData.lotId,
  eventName: SKU_RESTOCKED_EVENT,
  eventData,
  applied: true,
  ttl: nowSeconds + eventTtlDays * SECONDS_OF_DAY,
});

/** The most units of one lot. */
export const MAX_LOT_UNITS = 1_000_000;

/**
 * The most units on hand that a SKU may have after a restock. Clients read them as a GraphQL `Int`, which
 * holds more than twice as many: the rest is room for units that return, which nothing may refuse.
 */
export const MAX_SKU_UNITS = 1_000_000_000;
