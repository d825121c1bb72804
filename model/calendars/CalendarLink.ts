import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A person's one link to a calendar of their bookings. Another link takes its place. */
export const calendarLinkSchema = defineSchema({
  model: { service, entity: 'CalendarLink', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** SHA-256 of the link's secret, in hexadecimal: who reads the row cannot open the calendar. */
    secretHash: { type: 'string', required: true },
    createdOn: { type: 'string', required: true },
  },
  indexes: {
    byUser: {
      pk: { field: 'pk', composite: ['userId'], template: 'CALENDAR#${userId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'LINK', casing: 'none' },
    },
  },
});

export const CalendarLink = /* @__PURE__ */ new Entity(calendarLinkSchema);

export type CalendarLink = EntityItem<typeof CalendarLink>;
