import type { Construct } from 'constructs';
import { capitalized } from '../constructs/PipelineResolver.ts';
import { TableField } from '../constructs/TableField.ts';
import type { Platform } from '../platform/Platform.ts';

/** Users and what they may do. */
export const accounts = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'accounts' };

  for (const field of ['createUserAccount', 'updateUserAccount', 'enableUser', 'disableUser'])
    new TableField(scope, capitalized(field), { ...shared, typeName: 'Mutation', field });
  new TableField(scope, 'DeleteUserAccount', {
    ...shared,
    typeName: 'Mutation',
    field: 'deleteUserAccount',
    steps: ['check', 'delete'],
  });
  new TableField(scope, 'GetUserAccount', { ...shared, typeName: 'Query', field: 'getUserAccount' });
  new TableField(scope, 'GetAllUserAccounts', { ...shared, typeName: 'Query', field: 'getAllUserAccounts' });
};
