import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** How many messages went to somebody on a day, so that there are not too many. */
export const deliveryCountSchema = defineSchema({
  model: { service, entity: 'DeliveryCount', version: '1' },
  attributes: {
    /** A person's id, the hash of a number, or all of the stage: see `Cap`. */
    whose: { type: 'string', required: true, readOnly: true },
    /** `YYYY-MM-DD`, in UTC. */
    day: { type: 'string', required: true, readOnly: true },
    channel: { type: 'string', required: true, readOnly: true },
    messages: { type: 'number', required: true },
    /** Epoch seconds. */
    ttl: { type: 'number', required: true },
  },
  indexes: {
    byDay: {
      pk: { field: 'pk', composite: ['whose'], template: 'DELIVERY#${whose}', casing: 'none' },
      sk: { field: 'sk', composite: ['day', 'channel'], template: 'DAY#${day}#${channel}', casing: 'none' },
    },
  },
});

export const DeliveryCount = /* @__PURE__ */ new Entity(deliveryCountSchema);

export type DeliveryCount = EntityItem<typeof DeliveryCount>;
