import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/**
 * What is sold under a SKU at present, and the claim of one product on that SKU. It is written in the transaction of each
 * event of its product, so it never tells a price that is not the product's at that version; whether its store takes part
 * follows the store's own events a moment later.
 */
export const offerSchema = defineSchema({
  model: { service, entity: 'Offer', version: '1' },
  attributes: {
    sku: { type: 'string', required: true, readOnly: true },
    productId: { type: 'string', required: true },
    storeId: { type: 'string', required: true },
    name: { type: 'string', required: true },
    /** Whole cents, of one unit. */
    priceCents: { type: 'number', required: true },
    /** The product's, which has this price. */
    productVersion: { type: 'number', required: true },
    /** Whether the store takes part. */
    participating: { type: 'boolean', required: true },
    /** The store's, which `participating` follows: an older event changes nothing. */
    storeVersion: { type: 'number', required: true },
    /** Minutes from one slot to the next. Only of services, of which `sku` is the product's id. */
    slotMinutes: { type: 'number' },
    /** How many bookings a slot takes. Only of services. */
    capacity: { type: 'number' },
    /** By whose days the slots go, as the IANA database names it. Only of services. */
    timeZone: { type: 'string' },
  },
  indexes: {
    bySku: {
      pk: { field: 'pk', composite: ['sku'], template: 'OFFER#${sku}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'OFFER', casing: 'none' },
    },
  },
});

export const Offer = /* @__PURE__ */ new Entity(offerSchema);

export type Offer = EntityItem<typeof Offer>;
