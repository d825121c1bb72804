import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** One person's request or booking in progress for one thing; whoever writes it first has it. */
export const bookingClaimSchema = defineSchema({
  model: { service, entity: 'BookingClaim', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** What is claimed: an apartment, or a service at its time. See `claimSubjectOf`. */
    subject: { type: 'string', required: true, readOnly: true },
    bookingId: { type: 'string', required: true },
    clientToken: { type: 'string' },
    /** What the request asked for of its subject. See `claimContentOf`. */
    content: { type: 'string', required: true },
    /** ISO 8601. From then on anyone's claim may replace it. */
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
