import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { notificationKinds } from './kinds.ts';

/**
 * What somebody was told: an entry of their inbox. It is its own event: `eventName`, `applied` and `eventData` are what the
 * table's stream announces. Whoever marks it as read takes `applied` away, so that it is announced once.
 */
export const notificationSchema = defineSchema({
  model: { service, entity: 'Notification', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    kind: { type: notificationKinds, required: true },
    /** One line, in the language the person had when it was written. */
    title: { type: 'string', required: true },
    body: { type: 'string', required: true },
    /** What it is about: one of these. */
    bookingId: { type: 'string' },
    orderId: { type: 'string' },
    sku: { type: 'string' },
    createdOn: { type: 'string', required: true, readOnly: true },
    readOn: { type: 'string' },
    eventName: { type: 'string', required: true },
    eventData: { type: 'any', required: true },
    applied: { type: 'boolean' },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
    /** The X-Ray root of the request that it began with. */
    traceId: { type: 'string' },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['userId'], template: 'INBOX#${userId}', casing: 'none' },
      sk: { field: 'sk', composite: ['id'], template: 'EVENT#${id}', casing: 'none' },
    },
    byTime: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['userId'], template: 'INBOX#${userId}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['createdOn', 'id'],
        template: 'NOTIFICATION#${createdOn}#${id}',
        casing: 'none',
      },
    },
  },
});

export const Notification = /* @__PURE__ */ new Entity(notificationSchema);

export type Notification = EntityItem<typeof Notification>;
