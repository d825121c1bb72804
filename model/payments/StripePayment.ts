import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** What the Stripe gateway remembers of a payment. Only that gateway reads or writes it. */
export const stripePaymentSchema = defineSchema({
  model: { service, entity: 'StripePayment', version: '1' },
  attributes: {
    paymentId: { type: 'string', required: true, readOnly: true },
    /** The PaymentIntent, `pi_…`. It is charged at most once, whatever is sent. */
    intentId: { type: 'string' },
    /** True where it was called off before there was one. */
    barred: { type: 'boolean' },
    /** How often Stripe answered with an error of its own, which it would repeat for the same idempotency key. */
    serverErrors: { type: 'number' },
  },
  indexes: {
    byPayment: {
      pk: { field: 'pk', composite: ['paymentId'], template: 'GATEWAY#${paymentId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'STRIPE', casing: 'none' },
    },
  },
});

export const StripePayment = /* @__PURE__ */ new Entity(stripePaymentSchema);

export type StripePayment = EntityItem<typeof StripePayment>;
