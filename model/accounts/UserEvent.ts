import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** Something that happened to an account. */
export const userEventSchema = defineSchema({
  model: { service, entity: 'UserEvent', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    eventName: { type: 'string', required: true, readOnly: true },
    /** A ULID. */
    eventId: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true },
    applied: { type: 'boolean', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
    /** The X-Ray root of the request that it began with. */
    traceId: { type: 'string' },
  },
  indexes: {
    byUserAndName: {
      pk: { field: 'pk', composite: ['userId'], template: 'EVENTS#USER_ID#${userId}', casing: 'none' },
      sk: {
        field: 'sk',
        composite: ['eventName', 'eventId'],
        template: 'EVENT#${eventName}#${eventId}',
        casing: 'none',
      },
    },
  },
});

export const UserEvent = /* @__PURE__ */ new Entity(userEventSchema);

export type UserEvent = EntityItem<typeof UserEvent>;
