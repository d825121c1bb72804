import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { bookingStatuses } from './states.ts';

/** One person's stay in one apartment, from its request on. */
export const apartmentBookingSchema = defineSchema({
  model: { service, entity: 'ApartmentBooking', version: '1' },
  attributes: {
    id: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    apartmentId: { type: 'string', required: true, readOnly: true },
    startDate: { type: 'string', required: true },
    endDate: { type: 'string', required: true },
    /** Whole cents, the sum of its nights when they were requested. Rows of an earlier version have none. */
    priceCents: { type: 'number' },
    status: { type: bookingStatuses, required: true },
    reason: { type: 'string' },
    holdUntil: { type: 'string', required: true },
    createdOn: { type: 'string', required: true, readOnly: true },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['id'], template: 'BOOKING#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'BOOKING', casing: 'none' },
    },
    byUser: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['userId'], template: 'USER#${userId}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['startDate', 'id'],
        template: 'BOOKING#${startDate}#${id}',
        casing: 'none',
      },
    },
    byApartment: {
      index: 'gsi2',
      pk: {
        field: 'gsi2pk',
        composite: ['apartmentId'],
        template: 'APARTMENT#${apartmentId}',
        casing: 'none',
      },
      sk: {
        field: 'gsi2sk',
        composite: ['startDate', 'id'],
        template: 'BOOKING#${startDate}#${id}',
        casing: 'none',
      },
    },
  },
});

export const ApartmentBooking = /* @__PURE__ */ new Entity(apartmentBookingSchema);

export type ApartmentBooking = EntityItem<typeof ApartmentBooking>;
