import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A letter was found, or left: written in one transaction with the letter's row, and published by the table's stream. */
export const deadLetterEventSchema = defineSchema({
  model: { service, entity: 'DeadLetterEvent', version: '1' },
  attributes: {
    letterId: { type: 'string', required: true, readOnly: true },
    eventName: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true },
    /** Always true: the letter was written with it. */
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
    traceId: { type: 'string' },
  },
  indexes: {
    byLetterAndName: {
      pk: {
        field: 'pk',
        composite: ['letterId'],
        template: 'EVENTS#DEAD_LETTER_ID#${letterId}',
        casing: 'none',
      },
      sk: { field: 'sk', composite: ['eventName'], template: 'EVENT#${eventName}', casing: 'none' },
    },
  },
});

export const DeadLetterEvent = /* @__PURE__ */ new Entity(deadLetterEventSchema);

export type DeadLetterEvent = EntityItem<typeof DeadLetterEvent>;
