import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { apartmentStatuses, apartmentTypes } from './states.ts';

/** What is booked. `nights` are the dates of approved stays, absent while there is none. */
export const apartmentSchema = defineSchema({
  model: { service, entity: 'Apartment', version: '1' },
  attributes: {
    id: { type: 'string', required: true, readOnly: true },
    buildingId: { type: 'string', required: true, readOnly: true },
    apartmentNumber: { type: 'string', required: true },
    numberOfRooms: { type: 'number', required: true },
    kitchen: { type: 'boolean', required: true },
    apartmentType: { type: apartmentTypes, required: true },
    apartmentStatus: { type: apartmentStatuses, required: true },
    tenant: { type: 'string' },
    caretaker: { type: 'string' },
    nights: { type: 'set', items: 'string' },
    /** Whether its building counts it; absent in rows from before buildings did. */
    counted: { type: 'boolean' },
    /** EUR, in whole cents. Without it, what is usual for its type. */
    nightlyPrice: { type: 'number' },
    /** Nights at another price, at most 12, as the API has them. */
    rates: { type: 'any' },
    createdOn: { type: 'string', required: true, readOnly: true },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['id'], template: 'APARTMENT#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'APARTMENT', casing: 'none' },
    },
    byBuilding: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['buildingId'], template: 'BUILDING#${buildingId}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['apartmentNumber'],
        template: 'APARTMENT#${apartmentNumber}',
        casing: 'none',
      },
    },
  },
});

export const Apartment = /* @__PURE__ */ new Entity(apartmentSchema);

export type Apartment = EntityItem<typeof Apartment>;
