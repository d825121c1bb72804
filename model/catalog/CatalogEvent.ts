import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** An event of a store or a product. Its stream is the truth, so unlike other events it is kept for good. */
export const catalogEventSchema = defineSchema({
  model: { service, entity: 'CatalogEvent', version: '1' },
  attributes: {
    /** The partition of its store or product. */
    stream: { type: 'string', required: true, readOnly: true },
    version: { type: 'number', required: true, readOnly: true, padding: { length: 8, char: '0' } },
    eventName: { type: 'string', required: true, readOnly: true },
    eventData: { type: 'any', required: true, readOnly: true },
    /** True: rules let no other event through. */
    applied: { type: 'boolean', required: true, readOnly: true },
    /** The X-Ray root of the request that made it. */
    traceId: { type: 'string', readOnly: true },
  },
  indexes: {
    byStream: {
      pk: { field: 'pk', composite: ['stream'], template: '${stream}', casing: 'none' },
      sk: { field: 'sk', composite: ['version'], template: 'EVENT#${version}', casing: 'none' },
    },
  },
});

export const CatalogEvent = /* @__PURE__ */ new Entity(catalogEventSchema);

export type CatalogEvent = EntityItem<typeof CatalogEvent>;
