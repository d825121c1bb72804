import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A product as its events have made it: written in the transaction of each of them. A removed one is in no list. */
export const productSchema = defineSchema({
  model: { service, entity: 'Product', version: '1' },
  attributes: {
    productId: { type: 'string', required: true, readOnly: true },
    storeId: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    description: { type: 'string', required: true },
    sku: { type: 'string', readOnly: true },
    /** Whole cents. */
    priceCents: { type: 'number', required: true },
    /** Whether it was not removed. */
    offered: { type: 'boolean', required: true },
    slotMinutes: { type: 'number' },
    capacity: { type: 'number' },
    timeZone: { type: 'string' },
    /** Of the latest event. */
    version: { type: 'number', required: true },
    createdOn: { type: 'string', required: true },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['productId'], template: 'PRODUCT#${productId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'STATE', casing: 'none' },
    },
    byStore: {
      index: 'gsi1',
      condition: ({ offered }) => offered === true,
      pk: { field: 'gsi1pk', composite: ['storeId'], template: 'STORE#${storeId}', casing: 'none' },
      sk: { field: 'gsi1sk', composite: ['productId'], template: 'PRODUCT#${productId}', casing: 'none' },
    },
  },
});

export const Product = /* @__PURE__ */ new Entity(productSchema);

export type Product = EntityItem<typeof Product>;
