import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** The event of a booking's rejected payment: beside the booking's other events, one for each payment. */
export const paymentEventSchema = defineSchema({
  model: { service, entity: 'PaymentEvent', version: '1' },
  attributes: {
    bookingId: { type: 'string', required: true, readOnly: true },
    paymentId: { type: 'string', required: true, readOnly: true },
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
    byBookingAndPayment: {
      pk: {
        field: 'pk',
        composite: ['bookingId'],
        template: 'EVENTS#BOOKING_ID#${bookingId}',
        casing: 'none',
      },
      sk: {
        field: 'sk',
        composite: ['eventName', 'paymentId'],
        template: 'EVENT#${eventName}#PAYMENT_ID#${paymentId}',
        casing: 'none',
      },
    },
  },
});

export const PaymentEvent = /* @__PURE__ */ new Entity(paymentEventSchema);

export type PaymentEvent = EntityItem<typeof PaymentEvent>;
