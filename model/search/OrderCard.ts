import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { cardPhases } from './states.ts';

/**
 * What an order is searched by: what was ordered, which never changes, and what the order's own row cannot be listed by. A
 * card is made of what is stored, and can be made again at any time.
 */
export const orderCardSchema = defineSchema({
  model: { service, entity: 'OrderCard', version: '1' },
  attributes: {
    orderId: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true },
    lines: {
      type: 'list',
      required: true,
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
    amountCents: { type: 'number', required: true },
    deliverTo: { type: 'string' },
    flow: { type: 'string' },
    /** ISO 8601, when the order was placed. */
    createdOn: { type: 'string', required: true },
    phase: { type: cardPhases, required: true },
    /** Of the apartment it is brought to; `''` where it is brought nowhere. */
    buildingId: { type: 'string', required: true },
  },
  indexes: {
    byOrder: {
      pk: { field: 'pk', composite: ['orderId'], template: 'CARD#${orderId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'CARD', casing: 'none' },
    },
    byPhase: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['phase'], template: 'CARDS#${phase}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['createdOn', 'orderId'],
        template: 'CARD#${createdOn}#${orderId}',
        casing: 'none',
      },
    },
    byBuilding: {
      index: 'gsi2',
      // Most orders are brought nowhere, and cost nothing here.
      condition: ({ buildingId }) => buildingId !== '',
      pk: {
        field: 'gsi2pk',
        composite: ['buildingId'],
        template: 'BUILDING_CARDS#${buildingId}',
        casing: 'none',
      },
      sk: {
        field: 'gsi2sk',
        composite: ['createdOn', 'orderId'],
        template: 'CARD#${createdOn}#${orderId}',
        casing: 'none',
      },
    },
  },
});

export const OrderCard = /* @__PURE__ */ new Entity(orderCardSchema);

export type OrderCard = EntityItem<typeof OrderCard>;
