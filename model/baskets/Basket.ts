import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { basketStatuses } from './states.ts';

/** What a person gathers before it is ordered: see `StoredBasket`. */
export const basketSchema = defineSchema({
  model: { service, entity: 'Basket', version: '1' },
  attributes: {
    id: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    status: { type: basketStatuses, required: true },
    /** Units by `itemName`. A map, so that any number of additions at one instant are all made, without a look before. */
    items: { type: 'any', required: true },
    version: { type: 'number', required: true },
    createdOn: { type: 'string', required: true, readOnly: true },
    updatedOn: { type: 'string', required: true },
    expiresOn: { type: 'string', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['id'], template: 'BASKET#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'BASKET', casing: 'none' },
    },
    /** Only while it is open: the sweep reads no basket that has ended. */
    open: {
      index: 'gsi1',
      condition: ({ status }) => status === 'OPEN',
      pk: { field: 'gsi1pk', composite: ['status'], template: 'BASKETS#${status}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['expiresOn', 'id'],
        template: '${expiresOn}#${id}',
        casing: 'none',
      },
    },
  },
});

export const Basket = /* @__PURE__ */ new Entity(basketSchema);

export type Basket = EntityItem<typeof Basket>;
