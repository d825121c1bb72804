import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A store as its events have made it: written in the transaction of each of them. */
export const storeSchema = defineSchema({
  model: { service, entity: 'Store', version: '1' },
  attributes: {
    storeId: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    location: { type: 'string', required: true },
    /** Whether what it sells can be had now. */
    participating: { type: 'boolean', required: true },
    /** Of the latest event. */
    version: { type: 'number', required: true },
    createdOn: { type: 'string', required: true },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['storeId'], template: 'STORE#${storeId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'STATE', casing: 'none' },
    },
    all: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: [], template: 'STORES', casing: 'none' },
      sk: { field: 'gsi1sk', composite: ['storeId'], template: 'STORE#${storeId}', casing: 'none' },
    },
  },
});

export const Store = /* @__PURE__ */ new Entity(storeSchema);

export type Store = EntityItem<typeof Store>;
