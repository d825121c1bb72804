import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** Somebody waits for a SKU to be back in stock. Deleted in the transaction that tells them. */
export const stockWatchSchema = defineSchema({
  model: { service, entity: 'StockWatch', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    sku: { type: 'string', required: true, readOnly: true },
    /** ISO 8601. Names the wait: who waits again is told again. */
    createdOn: { type: 'string', required: true, readOnly: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byUser: {
      pk: { field: 'pk', composite: ['userId'], template: 'WATCHES#${userId}', casing: 'none' },
      sk: { field: 'sk', composite: ['sku'], template: 'SKU#${sku}', casing: 'none' },
    },
    all: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: [], template: 'WATCHES', casing: 'none' },
      sk: { field: 'gsi1sk', composite: ['sku', 'userId'], template: 'SKU#${sku}#${userId}', casing: 'none' },
    },
  },
});

export const StockWatch = /* @__PURE__ */ new Entity(stockWatchSchema);

export type StockWatch = EntityItem<typeof StockWatch>;
