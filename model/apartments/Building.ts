import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A house of apartments. `userId` is its owner. */
export const buildingSchema = defineSchema({
  model: { service, entity: 'Building', version: '1' },
  attributes: {
    id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    userId: { type: 'string', required: true },
    numberOfApartments: { type: 'number', required: true },
    address: {
      type: 'map',
      required: true,
      properties: {
        streetAddress: { type: 'string', required: true },
        postalCode: { type: 'string', required: true },
        city: { type: 'string', required: true },
        country: { type: 'string', required: true },
      },
    },
    /** Its apartments, as far as they were created since they are counted: it is not deleted while there are any. */
    apartmentCount: { type: 'number' },
    /** Its address as an index sorts it: see `placeOf`. Rows of an earlier version have none. */
    country: { type: 'string' },
    city: { type: 'string' },
    postalCode: { type: 'string' },
    createdOn: { type: 'string', required: true, readOnly: true },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['id'], template: 'BUILDING#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'BUILDING', casing: 'none' },
    },
    all: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: [], template: 'BUILDINGS', casing: 'none' },
      sk: { field: 'gsi1sk', composite: ['id'], template: '${id}', casing: 'none' },
    },
    byArea: {
      index: 'gsi2',
      pk: {
        field: 'gsi2pk',
        composite: ['country', 'city'],
        template: 'AREA#${country}#${city}',
        casing: 'none',
      },
      sk: {
        field: 'gsi2sk',
        composite: ['postalCode', 'id'],
        template: '${postalCode}#${id}',
        casing: 'none',
      },
    },
  },
});

export const Building = /* @__PURE__ */ new Entity(buildingSchema);

export type Building = EntityItem<typeof Building>;
