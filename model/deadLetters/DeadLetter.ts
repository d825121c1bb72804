import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { deathClasses } from './attributes.ts';
import { deadLetterStatuses } from './states.ts';

/**
 * A letter as it was found in its queue. The letter itself stays in SQS: the row is what lists, subscriptions and the
 * owners of what it is about are served from. Times: ISO 8601 in UTC with milliseconds.
 */
export const deadLetterSchema = defineSchema({
  model: { service, entity: 'DeadLetter', version: '1' },
  attributes: {
    /** SQS `MessageId` of the letter. */
    letterId: { type: 'string', required: true, readOnly: true },
    queue: { type: 'string', required: true, readOnly: true },
    status: { type: deadLetterStatuses, required: true },
    deathClass: { type: deathClasses, required: true },
    errorCode: { type: 'string', required: true },
    reason: { type: 'string', required: true },
    failingStep: { type: 'string' },
    entityType: { type: 'string' },
    entityId: { type: 'string' },
    /** Whose order or booking it is about, by what is stored; absent where nothing is. */
    ownerId: { type: 'string' },
    traceId: { type: 'string' },
    codeVersion: { type: 'string' },
    receiveCount: { type: 'number' },
    /** Times it was brought back before. */
    redriveCount: { type: 'number', required: true },
    sentOn: { type: 'string', required: true },
    firstReceivedOn: { type: 'string' },
    diedOn: { type: 'string', required: true },
    recordedOn: { type: 'string', required: true },
    closedOn: { type: 'string' },
    /** Of the body in UTF-8. */
    bodyBytes: { type: 'number', required: true },
    /** Epoch seconds: later than its queue keeps it. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['letterId'], template: 'DEAD_LETTER#${letterId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'DEAD_LETTER', casing: 'none' },
    },
    // The indexes list open letters only.
    all: {
      index: 'gsi1',
      condition: ({ status }) => status === 'OPEN',
      pk: { field: 'gsi1pk', composite: [], template: 'DEAD_LETTERS', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['diedOn', 'letterId'],
        template: 'DIED#${diedOn}#${letterId}',
        casing: 'none',
      },
    },
    byQueue: {
      index: 'gsi2',
      condition: ({ status }) => status === 'OPEN',
      pk: { field: 'gsi2pk', composite: ['queue'], template: 'DEAD_LETTERS#${queue}', casing: 'none' },
      sk: {
        field: 'gsi2sk',
        composite: ['diedOn', 'letterId'],
        template: 'DIED#${diedOn}#${letterId}',
        casing: 'none',
      },
    },
  },
});

export const DeadLetter = /* @__PURE__ */ new Entity(deadLetterSchema);

export type DeadLetter = EntityItem<typeof DeadLetter>;
