import type { Cognito } from './Cognito.ts';
import type { CognitoCore } from './CognitoCore.ts';
import { invalidParameter } from './errors.ts';

/** What becomes of pools when another version of their template is deployed. */
export const changePools = ({
  store,
  log,
}: CognitoCore): Pick<Cognito, 'updateUserPool' | 'deleteUserPool' | 'deleteClient' | 'deleteGroup'> => ({
  updateUserPool(pool) {
    // The same object: requests under way and remembered keys go on with it.
    Object.assign(store.pool(pool.id), pool);
  },
  deleteUserPool(userPoolId) {
    // Recorded: https://github.com/localstack/localstack/issues/11947
    if (store.pool(userPoolId).deletionProtection)
      throw invalidParameter(
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
      );
    delete store.pools[userPoolId];
    log.forget(userPoolId);
  },
  deleteClient(userPoolId, clientId) {
    delete store.pool(userPoolId).clients[clientId];
  },
  deleteGroup(userPoolId, groupName) {
    const pool = store.pool(userPoolId);
    delete pool.groups[groupName];
    for (const user of Object.values(pool.users))
      user.groups = user.groups.filter((name) => name !== groupName);
    log.save(pool);
  },
});
