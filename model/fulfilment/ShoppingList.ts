import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { listStatuses } from './states.ts';

const units = { type: 'number', required: true } as const;
const sku = { type: 'string', required: true } as const;

/**
 * What somebody has to fetch for an order, store by store, and where to. The list's id is its order's.
 */
export const shoppingListSchema = defineSchema({
  model: { service, entity: 'ShoppingList', version: '1' },
  attributes: {
    listId: { type: 'string', required: true, readOnly: true },
    orderId: { type: 'string', required: true, readOnly: true },
    /** Who ordered. */
    userId: { type: 'string', required: true, readOnly: true },
    buildingId: { type: 'string', required: true, readOnly: true },
    apartmentId: { type: 'string', required: true, readOnly: true },
    /** On its door, when the list was made. */
    apartmentNumber: { type: 'string', required: true, readOnly: true },
    status: { type: listStatuses, required: true },
    stops: {
      type: 'list',
      required: true,
      readOnly: true,
      items: {
        type: 'map',
        properties: {
          /** Absent where the order names none. */
          storeId: { type: 'string' },
          items: {
            type: 'list',
            required: true,
            items: { type: 'map', properties: { sku, units, name: { type: 'string', required: true } } },
          },
        },
      },
    },
    /** Who has it, or had it when it was completed. */
    assignedTo: { type: 'string' },
    /** What was not found; absent until the list was worked through, and where all was found. */
    missing: {
      type: 'list',
      items: {
        type: 'map',
        properties: { sku, units, priceCents: { type: 'number', required: true } },
      },
    },
    /** Counts its events. */
    version: { type: 'number', required: true },
    /** ISO 8601. */
    createdOn: { type: 'string', required: true, readOnly: true },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['listId'], template: 'LIST#${listId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'LIST', casing: 'none' },
    },
    byBuilding: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['buildingId'], template: 'LISTS#${buildingId}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['status', 'createdOn', 'listId'],
        template: 'LIST#${status}#${createdOn}#${listId}',
        casing: 'none',
      },
    },
    all: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: [], template: 'LISTS', casing: 'none' },
      sk: {
        field: 'gsi2sk',
        composite: ['status', 'createdOn', 'listId'],
        template: 'LIST#${status}#${createdOn}#${listId}',
        casing: 'none',
      },
    },
  },
});

export const ShoppingList = /* @__PURE__ */ new Entity(shoppingListSchema);

export type ShoppingList = EntityItem<typeof ShoppingList>;
