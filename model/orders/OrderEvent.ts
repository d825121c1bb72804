import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** That something happened to an order: written once, with what it tells of, and announced by the table's stream. */
export const orderEventSchema = defineSchema({
  model: { service, entity: 'OrderEvent', version: '1' },
  attributes: {
    orderId: { type: 'string', required: true, readOnly: true },
    eventName: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true },
    /** False only of a raw event that the order has not taken in. */
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
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
