import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A line of the simulated gateway's own book. Nobody but that gateway reads or writes it. */
export const simulatedChargeSchema = defineSchema({
  model: { service, entity: 'SimulatedCharge', version: '1' },
  attributes: {
    paymentId: { type: 'string', required: true, readOnly: true },
    /** Calls that came in, of any kind: with the id and the seed they decide which of them fail. */
    calls: { type: 'number' },
    /** Absent until it is decided, and never changed after. */
    verdict: { type: ['accepted', 'rejected', 'barred'] as const },
    reason: { type: 'string' },
    /** Whole cents that were taken, and given back: more than one charge or refund would add up here. */
    capturedCents: { type: 'number' },
    refundedCents: { type: 'number' },
  },
  indexes: {
    byPayment: {
      pk: { field: 'pk', composite: ['paymentId'], template: 'GATEWAY#${paymentId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'CHARGE', casing: 'none' },
    },
  },
});

export const SimulatedCharge = /* @__PURE__ */ new Entity(simulatedChargeSchema);

export type SimulatedCharge = EntityItem<typeof SimulatedCharge>;
