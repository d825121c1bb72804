import type { Construct } from 'constructs';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** Buildings and the apartments in them. */
export const apartments = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['buildings', 'apartments'],
    batchGets: ['buildings', 'apartments'],
    queries: ['allBuildings', 'userBuildings', 'areaBuildings', 'buildingApartments', 'apartmentBookings'],
    checks: ['users'],
    puts: ['buildings', 'apartments'],
    updates: ['buildings', 'apartments'],
    deletes: ['buildings', 'apartments'],
  });
  const shared = { platform, domain: 'apartments' };

  for (const field of ['createBuilding', 'createApartment', 'setApartmentPrices'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field });
  for (const [field, steps] of Object.entries({
    updateBuilding: ['read', 'write'],
    deleteBuilding: ['look', 'delete'],
    updateApartment: ['read', 'write'],
    deleteApartment: ['read', 'look', 'delete'],
    assignCaretaker: ['write', 'read'],
  }))
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field, steps });
  for (const field of ['getBuilding', 'apartment', 'listBuildings', 'buildingsByArea', 'listApartments'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Query', field });
  new TableField(scope, 'BuildingsByOwner', {
    ...shared,
    typeName: 'Query',
    field: 'buildingsByOwner',
    steps: ['query', 'buildings'],
  });
  new TableField(scope, 'ApartmentIsHome', {
    ...shared,
    typeName: 'Apartment',
    field: 'isHome',
    source: 'none',
  });
  new TableField(scope, 'ApartmentTakenNights', {
    ...shared,
    typeName: 'Apartment',
    field: 'takenNights',
    source: 'none',
  });
  new TableField(scope, 'ApartmentBuilding', { ...shared, typeName: 'Apartment', field: 'building' });
  new TableField(scope, 'BuildingApartments', { ...shared, typeName: 'Building', field: 'apartments' });
};
