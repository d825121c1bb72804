import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { bookingStatuses } from './states.ts';

/** One person's appointment for one service, from its request on. */
export const serviceBookingSchema = defineSchema({
  model: { service, entity: 'ServiceBooking', version: '1' },
  attributes: {
    id: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    serviceId: { type: 'string', required: true, readOnly: true },
    serviceName: { type: 'string', required: true, readOnly: true },
    /** ISO 8601 in UTC with milliseconds. */
    dateTime: { type: 'string', required: true },
    /** Whole cents, by the catalogue when it was requested. Rows of an earlier version have none, and no seat. */
    priceCents: { type: 'number' },
    /** The product's, which has this price. */
    productVersion: { type: 'number' },
    /** Spreads all appointments over a few partitions. See `shardOf`. */
    shard: { type: 'string', required: true, readOnly: true },
    status: { type: bookingStatuses, required: true },
    reason: { type: 'string' },
    holdUntil: { type: 'string', required: true },
    createdOn: { type: 'string', required: true, readOnly: true },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['id'], template: 'BOOKING#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'BOOKING', casing: 'none' },
    },
    byUser: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['userId'], template: 'USER#${userId}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['dateTime', 'id'],
        template: 'BOOKING#${dateTime}#${id}',
        casing: 'none',
      },
    },
    byShard: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: ['shard'], template: 'SERVICES#${shard}', casing: 'none' },
      sk: {
        field: 'gsi2sk',
        composite: ['dateTime', 'id'],
        template: 'BOOKING#${dateTime}#${id}',
        casing: 'none',
      },
    },
  },
});

export const ServiceBooking = /* @__PURE__ */ new Entity(serviceBookingSchema);

export type ServiceBooking = EntityItem<typeof ServiceBooking>;
