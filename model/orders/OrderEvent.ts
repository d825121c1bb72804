import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/**
 * An event of an order: written once, in the same transaction as its effect, and published by the table's
 * stream.
 */
export const orderEventSchema = defineSchema({
  model: { service, entity: 'OrderEvent', version: '1' },
  attributes: {
    orderId: { type: 'string', required: true, readOnly: true },
    eventName: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true },
    /** False only for a raw event that the order has not applied. */
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
    /** The X-Ray root of the request that it began with: the stream carries none. Rows of an earlier version have none. */
    traceId: { type: 'string' },
  },
  indexes: {
    byOrderAndName: {
      pk: { field: 'pk', composite: ['orderId'], template: 'EVENTS#ORDER_ID#${orderId}', casing: 'none' },
      sk: { field: 'sk', composite: ['eventName'], template: 'EVENT#${eventName}', casing: 'none' },
    },
  },
});

export const OrderEvent = /* @__PURE__ */ new Entity(orderEventSchema);

export type OrderEvent = EntityItem<typeof OrderEvent>;
