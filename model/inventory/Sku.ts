import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** What can be ordered, and how many units of it are on hand. All are in one partition, sorted by name. */
export const skuSchema = defineSchema({
  model: { service, entity: 'Sku', version: '1' },
  attributes: {
    sku: { type: 'string', required: true, readOnly: true },
    /** On hand: neither held for an order nor sold. Never below zero. */
    units: { type: 'number', required: true },
    /** Counts the writes of this row: of two levels, the one with the greater version is the later one. */
    version: { type: 'number', required: true },
    /** ISO 8601, when the work of the last write began. Work that began later may have written earlier. */
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    bySku: {
      pk: { field: 'pk', composite: [], template: 'SKUS', casing: 'none' },
      sk: { field: 'sk', composite: ['sku'], template: 'SKU#${sku}', casing: 'none' },
    },
  },
});

export const Sku = /* @__PURE__ */ new Entity(skuSchema);

export type Sku = EntityItem<typeof Sku>;
