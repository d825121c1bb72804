import type { Construct } from 'constructs';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { TableField } from '../constructs/TableField.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';

/** Users and what they may do. */
export const accounts = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['users'],
    queries: ['users', 'allUsers'],
    puts: ['users', 'userEvents'],
    updates: ['users'],
    deletes: ['users'],
  });
  const shared = { platform, domain: 'accounts' };

  new TableField(scope, 'CreateUserAccount', { ...shared, typeName: 'Mutation', field: 'createUserAccount' });
  for (const [field, steps] of Object.entries({
    updateUserAccount: ['read', 'update'],
    deleteUserAccount: ['check', 'delete'],
    enableUser: ['read', 'write'],
    disableUser: ['read', 'write'],
  }))
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field, steps });
  new TableField(scope, 'GetUserAccount', { ...shared, typeName: 'Query', field: 'getUserAccount' });
  new TableField(scope, 'GetAllUserAccounts', { ...shared, typeName: 'Query', field: 'getAllUserAccounts' });
};
