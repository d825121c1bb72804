import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { sagaEventParts } from './keys.ts';

/** A command of a saga, its reply, and what else became of it: published by the table's stream. */
export const sagaEventSchema = defineSchema({
  model: { service, entity: 'SagaEvent', version: '1' },
  attributes: {
    orderId: { type: 'string', required: true, readOnly: true },
    /** The number of the command, in eight digits. */
    place: { type: 'string', required: true, readOnly: true },
    part: { type: sagaEventParts, required: true, readOnly: true },
    eventName: { type: 'string', required: true },
    eventData: { type: 'any', required: true },
    /** Always true: the saga or its participant was written with it. */
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
    /** The X-Ray root of the request that it began with: the stream carries none. */
    traceId: { type: 'string' },
  },
  indexes: {
    byCommand: {
      pk: { field: 'pk', composite: ['orderId'], template: 'SAGA#createOrder#${orderId}', casing: 'none' },
      sk: {
        field: 'sk',
        composite: ['place', 'part'],
        template: 'EVENT#${place}#${part}',
        casing: 'none',
      },
    },
  },
});

export const SagaEvent = /* @__PURE__ */ new Entity(sagaEventSchema);

export type SagaEvent = EntityItem<typeof SagaEvent>;
