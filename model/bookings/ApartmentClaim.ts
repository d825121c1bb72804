import { Entity, type EntityItem } from 'electrodb';
import { service } from '../table.ts';

/** One person's request or stay in progress for one apartment; whoever writes it first has it. */
export const ApartmentClaim = new Entity({
  model: { service, entity: 'ApartmentClaim', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    apartmentId: { type: 'string', required: true, readOnly: true },
    bookingId: { type: 'string', required: true },
    clientToken: { type: 'string' },
    startDate: { type: 'string', required: true },
    endDate: { type: 'string', required: true },
    /** ISO 8601. From then on anyone's claim may replace it. */
    heldUntil: { type: 'string', required: true },
    /** Epoch seconds, not before `heldUntil`. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byUserAndApartment: {
      pk: { field: 'pk', composite: ['userId'], template: 'USER#${userId}', casing: 'none' },
      sk: {
        field: 'sk',
        composite: ['apartmentId'],
        template: 'CLAIM#APARTMENT#${apartmentId}',
        casing: 'none',
      },
    },
  },
});

export type ApartmentClaim = EntityItem<typeof ApartmentClaim>;
