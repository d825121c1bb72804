import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** The body of a letter, apart from its row: lists do not read it. */
export const deadLetterBodySchema = defineSchema({
  model: { service, entity: 'DeadLetterBody', version: '1' },
  attributes: {
    letterId: { type: 'string', required: true, readOnly: true },
    /** All of it, but for one that is longer than an item may be: of that its beginning. */
    body: { type: 'string', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byLetter: {
      pk: { field: 'pk', composite: ['letterId'], template: 'DEAD_LETTER#${letterId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'BODY', casing: 'none' },
    },
  },
});

export const DeadLetterBody = /* @__PURE__ */ new Entity(deadLetterBodySchema);

export type DeadLetterBody = EntityItem<typeof DeadLetterBody>;
