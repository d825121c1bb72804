import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/**
 * Who has a seat in a slot of a service: requests that are claimed, and their bookings. The set's size is how many are
 * taken, so that a seat is taken by a condition on this row alone, and one that is given back twice is free once.
 */
export const serviceSlotSchema = defineSchema({
  model: { service, entity: 'ServiceSlot', version: '1' },
  attributes: {
    serviceId: { type: 'string', required: true, readOnly: true },
    /** When it begins: ISO 8601 in UTC with milliseconds. */
    dateTime: { type: 'string', required: true, readOnly: true },
    /** Absent while nobody has a seat: DynamoDB keeps no empty set. */
    bookingIds: { type: 'set', items: 'string' },
    /** Epoch seconds, when nothing can happen to its bookings any more. */
    ttl: { type: 'number' },
  },
  indexes: {
    byServiceAndTime: {
      pk: { field: 'pk', composite: ['serviceId'], template: 'SERVICE#${serviceId}', casing: 'none' },
      sk: { field: 'sk', composite: ['dateTime'], template: 'SLOT#${dateTime}', casing: 'none' },
    },
  },
});

export const ServiceSlot = /* @__PURE__ */ new Entity(serviceSlotSchema);

export type ServiceSlot = EntityItem<typeof ServiceSlot>;
