import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** What became of letters of a run, which letters it was to be about, or a part of a letter as it was before. */
export const runDetailSchema = defineSchema({
  model: { service, entity: 'RunDetail', version: '1' },
  attributes: {
    runId: { type: 'string', required: true, readOnly: true },
    /** `OUTCOMES#<time>#<number>`, `ORIGINAL#<letter>#<part>`, or `PLAN#<part>`. */
    detail: { type: 'string', required: true, readOnly: true },
    /** JSON, or the part of a text. */
    document: { type: 'string', required: true },
    /** Epoch seconds. What a letter held may be a person's data, so it is not kept for ever. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byRun: {
      pk: { field: 'pk', composite: ['runId'], template: 'LETTER_RUN#${runId}', casing: 'none' },
      sk: { field: 'sk', composite: ['detail'], template: '${detail}', casing: 'none' },
    },
  },
});

export const RunDetail = /* @__PURE__ */ new Entity(runDetailSchema);

export type RunDetail = EntityItem<typeof RunDetail>;
