import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { orderStatuses, sagaFlow, stockStates } from './states.ts';

/**
 * How far an order has come, beyond CREATED: the row is made by the first move, so that creating an order
 * does not pay for it. It lies on no index, and every move writes it once.
 */
export const orderProgressSchema = defineSchema({
  model: { service, entity: 'OrderProgress', version: '1' },
  attributes: {
    orderId: { type: 'string', required: true, readOnly: true },
    status: { type: orderStatuses, required: true },
    /**
     * The order's own, so that who reads how far it has come need not read the order as well. Absent where a
     * mutation moved it.
     */
    userId: { type: 'string' },
    amountCents: { type: 'number' },
    /** Of the order itself: `SAGA`, or absent. */
    flow: { type: [sagaFlow] as const },
    /** Where its units are; absent while none were taken. */
    stock: { type: stockStates },
    /** Why it ended, where it did not end well. */
    reason: { type: 'string' },
    /** ISO 8601, when it reached the status. */
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byOrder: {
      pk: { field: 'pk', composite: ['orderId'], template: 'EVENTS#ORDER_ID#${orderId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'PROGRESS', casing: 'none' },
    },
  },
});

export const OrderProgress = /* @__PURE__ */ new Entity(orderProgressSchema);

export type OrderProgress = EntityItem<typeof OrderProgress>;
