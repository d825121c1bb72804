import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** A lot whose units were added to its SKU. The row outlives the event, so that no lot is added twice. */
export const lotSchema = defineSchema({
  model: { service, entity: 'Lot', version: '1' },
  attributes: {
    sku: { type: 'string', required: true, readOnly: true },
    lotId: { type: 'string', required: true, readOnly: true },
    units: { type: 'number', required: true, readOnly: true },
    /** ISO 8601. */
    restockedOn: { type: 'string', required: true, readOnly: true },
  },
  indexes: {
    bySkuAndLot: {
      pk: { field: 'pk', composite: ['sku'], template: 'SKU#${sku}', casing: 'none' },
      sk: { field: 'sk', composite: ['lotId'], template: 'LOT#${lotId}', casing: 'none' },
    },
  },
});

export const Lot = /* @__PURE__ */ new Entity(lotSchema);

export type Lot = EntityItem<typeof Lot>;
