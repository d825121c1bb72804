import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A row of the simulated gateway's ledger. Only that gateway reads or writes it. */
export const simulatedChargeSchema = defineSchema({
  model: { service, entity: 'SimulatedCharge', version: '1' },
  attributes: {
    paymentId: { type: 'string', required: true, readOnly: true },
    /** How often the gateway was called about it: with the id and the seed this decides which calls fail. */
    calls: { type: 'number' },
    /** Absent until it is decided, and never changed afterwards, except from `authorized`. */
    verdict: { type: ['authorized', 'accepted', 'rejected', 'barred'] as const },
    /** Whole cents that are held and not taken yet. */
    heldCents: { type: 'number' },
    reason: { type: 'string' },
    /** Whole cents that were taken, and refunded: more than one charge or refund would add up here. */
    capturedCents: { type: 'number' },
    refundedCents: { type: 'number' },
    /** The parts that were refunded, each as `<refundId>:<cents>`. */
    parts: { type: 'set', items: 'string' },
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
