import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { deliveryStates } from './deliveries.ts';
import { channels } from './kinds.ts';

/** A message to a person outside of the inbox: one for each entry and channel, whatever is delivered again. */
export const deliverySchema = defineSchema({
  model: { service, entity: 'Delivery', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    channel: { type: channels, required: true, readOnly: true },
    /** The entry's; of a code, the code's. */
    subjectId: { type: 'string', required: true, readOnly: true },
    state: { type: deliveryStates, required: true },
    /** ISO 8601: when a POSTPONED one is due, and until when a SENDING one is left to whoever sends it. */
    waitsUntil: { type: 'string', required: true },
    /** How often it was given to the service that sends it. */
    sends: { type: 'number', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['userId'], template: 'DELIVERY#${userId}', casing: 'none' },
      sk: {
        field: 'sk',
        composite: ['channel', 'subjectId'],
        template: '${channel}#${subjectId}',
        casing: 'none',
      },
    },
    postponed: {
      index: 'gsi1',
      condition: ({ state }) => state === 'POSTPONED',
      pk: { field: 'gsi1pk', composite: [], template: 'POSTPONED', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['waitsUntil', 'userId', 'channel', 'subjectId'],
        template: '${waitsUntil}#${userId}#${channel}#${subjectId}',
        casing: 'none',
      },
    },
  },
});

export const Delivery = /* @__PURE__ */ new Entity(deliverySchema);

export type Delivery = EntityItem<typeof Delivery>;
