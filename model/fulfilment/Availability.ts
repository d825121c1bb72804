import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** Whether a person of the staff takes shopping lists. Both is written by the person's own requests, and `listId` by a list's, too. */
export const availabilitySchema = defineSchema({
  model: { service, entity: 'Availability', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    available: { type: 'boolean', required: true },
    /** The one list that the person is working through, if there is one. */
    listId: { type: 'string' },
    /** ISO 8601. */
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byUser: {
      pk: { field: 'pk', composite: ['userId'], template: 'CARETAKER#${userId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'AVAILABILITY', casing: 'none' },
    },
  },
});

export const Availability = /* @__PURE__ */ new Entity(availabilitySchema);

export type Availability = EntityItem<typeof Availability>;
