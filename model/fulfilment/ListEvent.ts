import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** An event of a shopping list: written once, in the same transaction as the version of the list that it made. */
export const listEventSchema = defineSchema({
  model: { service, entity: 'ListEvent', version: '1' },
  attributes: {
    listId: { type: 'string', required: true, readOnly: true },
    version: { type: 'number', required: true, readOnly: true, padding: { length: 8, char: '0' } },
    eventName: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true, readOnly: true },
    /** Always true: nothing has to apply it first. */
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
    /** The X-Ray root of the request that it began with: the stream carries none. */
    traceId: { type: 'string' },
  },
  indexes: {
    byListAndVersion: {
      pk: { field: 'pk', composite: ['listId'], template: 'LIST#${listId}', casing: 'none' },
      sk: {
        field: 'sk',
        composite: ['version', 'eventName'],
        template: 'EVENT#${version}#${eventName}',
        casing: 'none',
      },
    },
  },
});

export const ListEvent = /* @__PURE__ */ new Entity(listEventSchema);

export type ListEvent = EntityItem<typeof ListEvent>;
