import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { userTypes } from './states.ts';

/** A person. `id` is the `sub` of the person's identity. */
export const userSchema = defineSchema({
  model: { service, entity: 'User', version: '1' },
  attributes: {
    id: { type: 'string', required: true, readOnly: true },
    email: { type: 'string', required: true },
    firstName: { type: 'string', required: true },
    lastName: { type: 'string', required: true },
    /** E.164, such as `+491701234567`. */
    phone: { type: 'string' },
    userType: { type: userTypes, required: true },
    verified: { type: 'boolean', required: true },
    enabled: { type: 'boolean', required: true },
    createdOn: { type: 'string', required: true, readOnly: true },
    updatedOn: { type: 'string', required: true },
  },
  indexes: {
    byId: {
      pk: { field: 'pk', composite: ['id'], template: 'USER#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'USER', casing: 'none' },
    },
    all: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: [], template: 'USERS', casing: 'none' },
      sk: { field: 'gsi1sk', composite: ['id'], template: '${id}', casing: 'none' },
    },
  },
});

export const User = /* @__PURE__ */ new Entity(userSchema);

export type User = EntityItem<typeof User>;
