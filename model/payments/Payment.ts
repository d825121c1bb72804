import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { paymentStatuses } from './states.ts';

/** How the key of what is paid for begins. A payment is in the same partition, so that one query reads both. */
export const paymentSubjects = ['BOOKING', 'EVENTS#ORDER_ID'] as const;

/** One attempt to pay for a booking or an order. The next attempt begins only after this one was rejected. */
export const paymentSchema = defineSchema({
  model: { service, entity: 'Payment', version: '1' },
  attributes: {
    subject: { type: paymentSubjects, required: true, readOnly: true },
    subjectId: { type: 'string', required: true, readOnly: true },
    attempt: { type: 'number', required: true, readOnly: true, padding: { length: 3, char: '0' } },
    /** The gateway's idempotency key. */
    paymentId: { type: 'string', required: true, readOnly: true },
    /** Who pays. */
    userId: { type: 'string', required: true, readOnly: true },
    paymentStatus: { type: paymentStatuses, required: true },
    /** Charges that failed and were tried again. */
    paymentRetries: { type: 'number', required: true },
    /**
     * Whole cents, written before the gateway is called: where it is there, something may have been charged.
     */
    amountCents: { type: 'number' },
    /** Whole cents that were given back, of what was taken: what it still is worth is the difference. Absent for none. */
    refundedCents: { type: 'number' },
    /** True once another attempt took its place. */
    superseded: { type: 'boolean' },
    /** Why it was rejected, failed last, or was refunded. */
    reason: { type: 'string' },
    /** ISO 8601. From then on a repeated request queues the payment again. Payments of orders have none. */
    heldUntil: { type: 'string' },
    createdOn: { type: 'string', required: true, readOnly: true },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    bySubject: {
      pk: {
        field: 'pk',
        composite: ['subject', 'subjectId'],
        template: '${subject}#${subjectId}',
        casing: 'none',
      },
      sk: { field: 'sk', composite: ['attempt'], template: 'PAYMENT#${attempt}', casing: 'none' },
    },
    byUser: {
      index: 'gsi1',
      // An order is listed itself, and has one payment: only those of bookings pay for an index.
      condition: ({ subject }) => subject === 'BOOKING',
      pk: { field: 'gsi1pk', composite: ['userId'], template: 'USER#${userId}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['createdOn', 'paymentId'],
        template: 'PAYMENT#${createdOn}#${paymentId}',
        casing: 'none',
      },
    },
  },
});

export const Payment = /* @__PURE__ */ new Entity(paymentSchema);

export type Payment = EntityItem<typeof Payment>;
