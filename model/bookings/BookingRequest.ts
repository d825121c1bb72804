import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A request with a client token, kept for a day, so that sending it again creates nothing new. */
export const bookingRequestSchema = defineSchema({
  model: { service, entity: 'BookingRequest', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    clientToken: { type: 'string', required: true, readOnly: true },
    bookingId: { type: 'string', required: true },
    subject: { type: 'string', required: true },
    content: { type: 'string', required: true },
    /** The following as its claim has them. */
    priceCents: { type: 'number' },
    serviceName: { type: 'string' },
    productVersion: { type: 'number' },
    capacity: { type: 'number' },
    /** ISO 8601, the hold of the booking. */
    heldUntil: { type: 'string', required: true },
    /** ISO 8601. From then on the token may name another request. */
    keptUntil: { type: 'string', required: true },
    /** Epoch seconds, not before `keptUntil`. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byUserAndToken: {
      pk: { field: 'pk', composite: ['userId'], template: 'USER#${userId}', casing: 'none' },
      sk: { field: 'sk', composite: ['clientToken'], template: 'TOKEN#${clientToken}', casing: 'none' },
    },
  },
});

export const BookingRequest = /* @__PURE__ */ new Entity(bookingRequestSchema);

export type BookingRequest = EntityItem<typeof BookingRequest>;
