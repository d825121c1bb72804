import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** That a store sells a SKU: written and deleted with the SKU's offer, in one transaction. */
export const storeSkuSchema = defineSchema({
  model: { service, entity: 'StoreSku', version: '1' },
  attributes: {
    storeId: { type: 'string', required: true, readOnly: true },
    sku: { type: 'string', required: true, readOnly: true },
  },
  indexes: {
    byStore: {
      pk: { field: 'pk', composite: ['storeId'], template: 'STORE#${storeId}', casing: 'none' },
      sk: { field: 'sk', composite: ['sku'], template: 'SKU#${sku}', casing: 'none' },
    },
  },
});

export const StoreSku = /* @__PURE__ */ new Entity(storeSkuSchema);

export type StoreSku = EntityItem<typeof StoreSku>;
