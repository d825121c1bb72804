import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** What a queue held when it was last seen to its end: while SQS counts as many, nobody needs to look again. */
export const queueScanSchema = defineSchema({
  model: { service, entity: 'QueueScan', version: '1' },
  attributes: {
    queue: { type: 'string', required: true, readOnly: true },
    /** Letters that were there, all of them recorded. */
    recorded: { type: 'number', required: true },
    /** ISO 8601 in UTC. */
    scannedOn: { type: 'string', required: true },
    /** Whether letters were moved since: as many may have died again, so that the count alone says nothing. */
    isStale: { type: 'boolean' },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    all: {
      pk: { field: 'pk', composite: [], template: 'DEAD_LETTER_QUEUES', casing: 'none' },
      sk: { field: 'sk', composite: ['queue'], template: 'QUEUE#${queue}', casing: 'none' },
    },
  },
});

export const QueueScan = /* @__PURE__ */ new Entity(queueScanSchema);

export type QueueScan = EntityItem<typeof QueueScan>;
