import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** Which run works on a queue. Another may take it once `heldUntil` has passed. */
export const queueLockSchema = defineSchema({
  model: { service, entity: 'QueueLock', version: '1' },
  attributes: {
    queueName: { type: 'string', required: true, readOnly: true },
    runId: { type: 'string', required: true },
    /** The process that holds it: host and process id. */
    holder: { type: 'string', required: true },
    by: { type: 'string', required: true },
    /** ISO 8601 in UTC with milliseconds, so that texts compare as times do. */
    heldUntil: { type: 'string', required: true },
  },
  indexes: {
    byQueue: {
      pk: { field: 'pk', composite: ['queueName'], template: 'LETTER_LOCK#${queueName}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'LOCK', casing: 'none' },
    },
  },
});

export const QueueLock = /* @__PURE__ */ new Entity(queueLockSchema);

export type QueueLock = EntityItem<typeof QueueLock>;
