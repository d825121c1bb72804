import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';

/** Lists a building among those of its owner: the building's own row is on both indexes already. */
export const buildingOwnerSchema = defineSchema({
  model: { service, entity: 'BuildingOwner', version: '1' },
  attributes: {
    buildingId: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true },
  },
  indexes: {
    byBuilding: {
      pk: { field: 'pk', composite: ['buildingId'], template: 'BUILDING#${buildingId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'OWNER', casing: 'none' },
    },
    byUser: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['userId'], template: 'USER#${userId}', casing: 'none' },
      sk: { field: 'gsi1sk', composite: ['buildingId'], template: 'BUILDING#${buildingId}', casing: 'none' },
    },
  },
});

export const BuildingOwner = /* @__PURE__ */ new Entity(buildingOwnerSchema);

export type BuildingOwner = EntityItem<typeof BuildingOwner>;
