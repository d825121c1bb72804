import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** An event of a basket: written once, in the same transaction as its effect, and published by the table's stream. */
export const basketEventSchema = defineSchema({
  model: { service, entity: 'BasketEvent', version: '1' },
  attributes: {
    basketId: { type: 'string', required: true, readOnly: true },
    eventName: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true, readOnly: true },
    /** Always true: nobody writes a basket's event raw. */
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
    /** The X-Ray root of the request that it began with: the stream carries none. */
    traceId: { type: 'string' },
  },
  indexes: {
    byBasketAndName: {
      pk: { field: 'pk', composite: ['basketId'], template: 'BASKET#${basketId}', casing: 'none' },
      sk: { field: 'sk', composite: ['eventName'], template: 'EVENT#${eventName}', casing: 'none' },
    },
  },
});

export const BasketEvent = /* @__PURE__ */ new Entity(basketEventSchema);

export type BasketEvent = EntityItem<typeof BasketEvent>;
