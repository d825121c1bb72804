import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/**
 * An event of a booking: written once, in the same transaction as the status, and published by the table's
 * stream.
 */
export const bookingEventSchema = defineSchema({
  model: { service, entity: 'BookingEvent', version: '1' },
  attributes: {
    bookingId: { type: 'string', required: true, readOnly: true },
    eventName: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true, readOnly: true },
    /** Always true: the booking was written with it. */
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
    /** The X-Ray root of the request that it began with: the stream carries none. Rows of an earlier version have none. */
    traceId: { type: 'string' },
  },
  indexes: {
    byBookingAndName: {
      pk: {
        field: 'pk',
        composite: ['bookingId'],
        template: 'EVENTS#BOOKING_ID#${bookingId}',
        casing: 'none',
      },
      sk: { field: 'sk', composite: ['eventName'], template: 'EVENT#${eventName}', casing: 'none' },
    },
  },
});

export const BookingEvent = /* @__PURE__ */ new Entity(bookingEventSchema);

export type BookingEvent = EntityItem<typeof BookingEvent>;
