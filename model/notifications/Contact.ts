import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { languages } from './kinds.ts';

/** How a person wants to be told. Who has said nothing has no row: see `preferencesOf`. */
export const contactSchema = defineSchema({
  model: { service, entity: 'Contact', version: '1' },
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** Of `channels`. A list, because a set has at least one. */
    channels: { type: 'list', items: { type: 'string' } },
    language: { type: languages },
    /** Local times as `22:00`; all three or none. */
    quietFrom: { type: 'string' },
    quietTo: { type: 'string' },
    timeZone: { type: 'string' },
    /** E.164. */
    phone: { type: 'string' },
    phoneVerified: { type: 'boolean' },
    /** The code that was asked for last, until it is used. */
    codeId: { type: 'string' },
    /** Six digits; absent until it is sent. */
    code: { type: 'string' },
    /** ISO 8601. */
    codeExpiresOn: { type: 'string' },
    codeTries: { type: 'number' },
    /** Makes the tokens of links that end the person's e-mails. Drawn with the first of them. */
    unsubscribeKey: { type: 'string' },
    /** The one whose link was used last: whoever uses it again is told that it is done. */
    usedUnsubscribeKey: { type: 'string' },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byUser: {
      pk: { field: 'pk', composite: ['userId'], template: 'CONTACT#${userId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'CONTACT', casing: 'none' },
    },
  },
});

export const Contact = /* @__PURE__ */ new Entity(contactSchema);

export type Contact = EntityItem<typeof Contact>;
