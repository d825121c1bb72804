import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A person's request or booking in progress for one subject. The first write of it wins. */
export const bookingClaimSchema = defineSchema({
  model: { service, entity: 'BookingClaim', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** An apartment, or a service at its time: see `claimSubjectOf`. */
    subject: { type: 'string', required: true, readOnly: true },
    bookingId: { type: 'string', required: true },
    clientToken: { type: 'string' },
    /** What the request wants of its subject: see `claimContentOf`. */
    content: { type: 'string', required: true },
    /** Whole cents, of all of it. Requests from before prices were frozen have none. */
    priceCents: { type: 'number' },
    /** Of a service: its name in the catalogue, the version that has this price, and how many a slot takes. */
    serviceName: { type: 'string' },
    productVersion: { type: 'number' },
    capacity: { type: 'number' },
    /** ISO 8601. From then on another claim may replace it. */
    heldUntil: { type: 'string', required: true },
    /** Epoch seconds, not before `heldUntil`. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byUserAndSubject: {
      pk: { field: 'pk', composite: ['userId'], template: 'USER#${userId}', casing: 'none' },
      sk: { field: 'sk', composite: ['subject'], template: 'CLAIM#${subject}', casing: 'none' },
    },
  },
});

export const BookingClaim = /* @__PURE__ */ new Entity(bookingClaimSchema);

export type BookingClaim = EntityItem<typeof BookingClaim>;
