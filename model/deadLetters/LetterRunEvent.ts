import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** How far a run has come. The latest replaces the one before, and is published by the table's stream like it. */
export const letterRunEventSchema = defineSchema({
  model: { service, entity: 'LetterRunEvent', version: '1' },
  attributes: {
    runId: { type: 'string', required: true, readOnly: true },
    eventName: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true },
    /** Always true: what it tells has happened. */
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byRunAndName: {
      pk: { field: 'pk', composite: ['runId'], template: 'EVENTS#LETTER_RUN_ID#${runId}', casing: 'none' },
      sk: { field: 'sk', composite: ['eventName'], template: 'EVENT#${eventName}', casing: 'none' },
    },
  },
});

export const LetterRunEvent = /* @__PURE__ */ new Entity(letterRunEventSchema);

export type LetterRunEvent = EntityItem<typeof LetterRunEvent>;
