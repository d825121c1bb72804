import type { Construct } from 'constructs';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { TableField } from '../constructs/TableField.ts';
import type { Platform } from '../platform/Platform.ts';

/** Users and what they may do. */
export const accounts = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'accounts' };

  for (const field of ['createUserAccount', 'enableUser', 'disableUser'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field });
  for (const [field, steps] of Object.entries({
    updateUserAccount: ['read', 'update'],
    deleteUserAccount: ['check', 'delete'],
  }))
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field, steps });
  new TableField(scope, 'GetUserAccount', { ...shared, typeName: 'Query', field: 'getUserAccount' });
  new TableField(scope, 'GetAllUserAccounts', { ...shared, typeName: 'Query', field: 'getAllUserAccounts' });
};
