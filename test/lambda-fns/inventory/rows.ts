import { restockEventOf } from '../../../model/inventory/events.ts';
import { lotKey, restockEventKey, skuKey } from '../../../model/inventory/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import type { Row } from '../startBackend.ts';

/** What is on hand of a SKU. */
export const skuRow = (sku: string, units: number): Row => ({
  ...skuKey(sku),
  ...entityMetadata('Sku'),
  sku,
  units,
  version: 1,
  updatedOn: '2030-01-01T00:00:00.000Z',
});

/** A lot that was added. */
export const lotRow = (sku: string, lotId: string, units: number): Row => ({
  ...lotKey(sku, lotId),
  ...entityMetadata('Lot'),
  sku,
  lotId,
  units,
  restockedOn: '2030-01-01T00:00:00.000Z',
});

/** The event of a lot, as `restockSku` writes it before a worker adds the lot. */
export const restockEventRow = (sku: string, lotId: string, units: number): Row => ({
  ...restockEventKey(sku, lotId),
  ...entityMetadata('SkuEvent'),
  ...restockEventOf({ sku, lotId, units, updatedOn: '2030-01-01T00:00:00.000Z' }, 0, 30),
});
