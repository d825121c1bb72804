import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** The event of a restock: written once for each lot. */
export const skuEventSchema = defineSchema({
  model: { service, entity: 'SkuEvent', version: '1' },
  attributes: {
    sku: { type: 'string', required: true, readOnly: true },
    lotId: { type: 'string', required: true, readOnly: true },
    eventName: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true, readOnly: true },
    /** Always true: nothing has to apply it first. */
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
    /** The X-Ray root of the request that it began with: the stream carries none. Rows of an earlier version have none. */
    traceId: { type: 'string' },
  },
  indexes: {
    bySkuAndLot: {
      pk: { field: 'pk', composite: ['sku'], template: 'EVENTS#SKU#${sku}', casing: 'none' },
      sk: {
        field: 'sk',
        composite: ['eventName', 'lotId'],
        template: 'EVENT#${eventName}#LOT_ID#${lotId}',
        casing: 'none',
      },
    },
  },
});

export const SkuEvent = /* @__PURE__ */ new Entity(skuEventSchema);

export type SkuEvent = EntityItem<typeof SkuEvent>;
