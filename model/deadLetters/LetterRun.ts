import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** What a run does to the letters of a queue. */
export const runActions = [
  'REDRIVE',
  'MOVE_TASK',
  'EDIT',
  'DISCARD',
  'PURGE',
  'ARCHIVE',
  'RESTORE',
  'REPLAY',
] as const;
export type RunAction = (typeof runActions)[number];

/** `STOPPED` can be resumed: by Ctrl-C, because letters died again, or because it was killed. */
export const runStatuses = ['RUNNING', 'STOPPED', 'DONE', 'FAILED'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Who did what to the letters of a queue, when, why, and what came of it. An audit trail: it has no TTL. */
export const letterRunSchema = defineSchema({
  model: { service, entity: 'LetterRun', version: '1' },
  attributes: {
    /** `2027-01`, of the run's id. */
    month: { type: 'string', required: true, readOnly: true },
    runId: { type: 'string', required: true, readOnly: true },
    action: { type: runActions, required: true, readOnly: true },
    status: { type: runStatuses, required: true },
    queueName: { type: 'string', required: true, readOnly: true },
    by: { type: 'string', required: true, readOnly: true },
    startedOn: { type: 'string', required: true, readOnly: true },
    updatedOn: { type: 'string', required: true },
    /** The whole `Run` as JSON, which `letters/core/runs.ts` parses. The attributes above are for whoever reads rows. */
    document: { type: 'string', required: true },
  },
  indexes: {
    byMonth: {
      pk: { field: 'pk', composite: ['month'], template: 'LETTER_RUNS#${month}', casing: 'none' },
      sk: { field: 'sk', composite: ['runId'], template: 'RUN#${runId}', casing: 'none' },
    },
  },
});

export const LetterRun = /* @__PURE__ */ new Entity(letterRunSchema);

export type LetterRun = EntityItem<typeof LetterRun>;
