import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A message about the booking is a dead letter. The row lies with the booking, stored or not. */
export const bookingDelaySchema = defineSchema({
  model: { service, entity: 'BookingDelay', version: '1' },
  attributes: {
    bookingId: { type: 'string', required: true, readOnly: true },
    letterId: { type: 'string', required: true, readOnly: true },
    errorCode: { type: 'string', required: true },
    /** `''` where it is not known. */
    failingStep: { type: 'string', required: true },
    /** ISO 8601. */
    delayedOn: { type: 'string', required: true },
    /** What was requested, by its claim, where nothing is stored of it but that. As a booking has it, in status QUEUED. */
    requested: { type: 'any' },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byBookingAndLetter: {
      pk: { field: 'pk', composite: ['bookingId'], template: 'BOOKING#${bookingId}', casing: 'none' },
      sk: { field: 'sk', composite: ['letterId'], template: 'DELAY#${letterId}', casing: 'none' },
    },
  },
});

export const BookingDelay = /* @__PURE__ */ new Entity(bookingDelaySchema);

export type BookingDelay = EntityItem<typeof BookingDelay>;
