import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A message about the order is a dead letter. The row lies with the order, so that whoever reads that sees it, too. */
export const orderDelaySchema = defineSchema({
  model: { service, entity: 'OrderDelay', version: '1' },
  attributes: {
    orderId: { type: 'string', required: true, readOnly: true },
    letterId: { type: 'string', required: true, readOnly: true },
    errorCode: { type: 'string', required: true },
    /** `''` where it is not known. */
    failingStep: { type: 'string', required: true },
    /** ISO 8601. */
    delayedOn: { type: 'string', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byOrderAndLetter: {
      pk: { field: 'pk', composite: ['orderId'], template: 'EVENTS#ORDER_ID#${orderId}', casing: 'none' },
      sk: { field: 'sk', composite: ['letterId'], template: 'DELAY#${letterId}', casing: 'none' },
    },
  },
});

export const OrderDelay = /* @__PURE__ */ new Entity(orderDelaySchema);

export type OrderDelay = EntityItem<typeof OrderDelay>;
