import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** The claim of a person's one open basket: whoever writes it first starts it. It ends with the basket. */
export const openBasketSchema = defineSchema({
  model: { service, entity: 'OpenBasket', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    basketId: { type: 'string', required: true },
  },
  indexes: {
    byUser: {
      pk: { field: 'pk', composite: ['userId'], template: 'USER#${userId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'BASKET', casing: 'none' },
    },
  },
});

export const OpenBasket = /* @__PURE__ */ new Entity(openBasketSchema);

export type OpenBasket = EntityItem<typeof OpenBasket>;
