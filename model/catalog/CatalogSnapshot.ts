import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** The state of a store or a product at a version: what its events up to there come to. */
export const catalogSnapshotSchema = defineSchema({
  model: { service, entity: 'CatalogSnapshot', version: '1' },
  attributes: {
    /** The partition of its store or product. */
    stream: { type: 'string', required: true, readOnly: true },
    version: { type: 'number', required: true, readOnly: true, padding: { length: 8, char: '0' } },
    state: { type: 'any', required: true, readOnly: true },
  },
  indexes: {
    byStream: {
      pk: { field: 'pk', composite: ['stream'], template: '${stream}', casing: 'none' },
      sk: { field: 'sk', composite: ['version'], template: 'SNAPSHOT#${version}', casing: 'none' },
    },
  },
});

export const CatalogSnapshot = /* @__PURE__ */ new Entity(catalogSnapshotSchema);

export type CatalogSnapshot = EntityItem<typeof CatalogSnapshot>;
