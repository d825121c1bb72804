import type { Construct } from 'constructs';
import { TableField } from '../constructs/TableField.ts';
import type { Platform } from '../platform/Platform.ts';

/** People and what they may do. */
export const accounts = (scope: Construct, platform: Platform): void => {
  const shared = { platform, domain: 'accounts' };

  new TableField(scope, 'CreateUserAccount', { ...shared, typeName: 'Mutation', field: 'createUserAccount' });
  new TableField(scope, 'GetUserAccount', { ...shared, typeName: 'Query', field: 'getUserAccount' });
};
