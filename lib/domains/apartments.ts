import type { Construct } from 'constructs';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** Buildings and the apartments in them. */
export const apartments = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['buildings'],
    queries: ['allBuildings', 'buildingApartments'],
    checks: ['buildings', 'users'],
    puts: ['buildings', 'apartments'],
  });
  const shared = { platform, domain: 'apartments' };

  new TableField(scope, 'CreateBuilding', { ...shared, typeName: 'Mutation', field: 'createBuilding' });
  new TableField(scope, 'GetBuilding', { ...shared, typeName: 'Query', field: 'getBuilding' });
  new TableField(scope, 'ListBuildings', { ...shared, typeName: 'Query', field: 'listBuildings' });
  new TableField(scope, 'BuildingApartments', { ...shared, typeName: 'Building', field: 'apartments' });
  new TableField(scope, 'CreateApartment', { ...shared, typeName: 'Mutation', field: 'createApartment' });
  new TableField(scope, 'ListApartments', { ...shared, typeName: 'Query', field: 'listApartments' });
};
