import { SkuRestocked } from '../../model/inventory/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { restock } from './restock.ts';

/** Adds each lot that came in to the units on hand. */
export const handler = eachRecord({
  step: 'restockSku',
  schema: SkuRestocked,
  entityIdOf: (body) => body?.detail?.eventData?.sku?.S,
  handle: (lot) => restock(lot, now()),
});
