import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { sagaFlow } from './states.ts';

/**
 * What was ordered, by whom and when. It never changes, so the two indexes are written once; how far the
 * order has come is `OrderProgress`.
 */
export const orderSchema = defineSchema({
  model: { service, entity: 'Order', version: '1' },
  attributes: {
    orderId: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    lines: {
      type: 'list',
      required: true,
      readOnly: true,
      items: {
        type: 'map',
        properties: {
          sku: { type: 'string', required: true },
          units: { type: 'number', required: true },
          /** Whole cents, of one unit. */
          priceCents: { type: 'number', required: true },
          productId: { type: 'string' },
          productVersion: { type: 'number' },
          storeId: { type: 'string' },
        },
      },
    },
    /** Whole cents. */
    amountCents: { type: 'number', required: true, readOnly: true },
    /** The apartment it is brought to. */
    deliverTo: { type: 'string', readOnly: true },
    /** `SAGA`, or absent: see `sagaFlow`. */
    flow: { type: [sagaFlow] as const, readOnly: true },
    /** ISO 8601, when it was placed. */
    createdOn: { type: 'string', required: true, readOnly: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['orderId'], template: 'EVENTS#ORDER_ID#${orderId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'ORDER', casing: 'none' },
    },
    byUser: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['userId'], template: 'USER#${userId}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['createdOn', 'orderId'],
        template: 'ORDER#${createdOn}#${orderId}',
        casing: 'none',
      },
    },
    all: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: [], template: 'ORDERS', casing: 'none' },
      sk: {
        field: 'gsi2sk',
        composite: ['createdOn', 'orderId'],
        template: 'ORDER#${createdOn}#${orderId}',
        casing: 'none',
      },
    },
  },
});

export const Order = /* @__PURE__ */ new Entity(orderSchema);

export type Order = EntityItem<typeof Order>;
