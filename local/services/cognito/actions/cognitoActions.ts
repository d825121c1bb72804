import type { Action, Actions } from '../../../platform/Call.ts';
import type { CognitoAction, CognitoCore, PoolTarget } from '../CognitoCore.ts';
import { AdminAddUserToGroup } from './AdminAddUserToGroup.ts';
import { AdminConfirmSignUp } from './AdminConfirmSignUp.ts';
import { AdminCreateUser } from './AdminCreateUser.ts';
import { AdminDeleteUser } from './AdminDeleteUser.ts';
import { AdminDisableUser } from './AdminDisableUser.ts';
import { AdminEnableUser } from './AdminEnableUser.ts';
import { AdminGetUser } from './AdminGetUser.ts';
import { AdminInitiateAuth } from './AdminInitiateAuth.ts';
import { AdminListGroupsForUser } from './AdminListGroupsForUser.ts';
import { AdminRemoveUserFromGroup } from './AdminRemoveUserFromGroup.ts';
import { AdminRespondToAuthChallenge } from './AdminRespondToAuthChallenge.ts';
import { AdminSetUserPassword } from './AdminSetUserPassword.ts';
import { AdminUpdateUserAttributes } from './AdminUpdateUserAttributes.ts';
import { AdminUserGlobalSignOut } from './AdminUserGlobalSignOut.ts';
import { ChangePassword } from './ChangePassword.ts';
import { ConfirmSignUp } from './ConfirmSignUp.ts';
import { CreateGroup } from './CreateGroup.ts';
import { DescribeUserPool } from './DescribeUserPool.ts';
import { DescribeUserPoolClient } from './DescribeUserPoolClient.ts';
import { GetGroup } from './GetGroup.ts';
import { GetUser } from './GetUser.ts';
import { GlobalSignOut } from './GlobalSignOut.ts';
import { InitiateAuth } from './InitiateAuth.ts';
import { ListGroups } from './ListGroups.ts';
import { ListUserPoolClients } from './ListUserPoolClients.ts';
import { ListUserPools } from './ListUserPools.ts';
import { ListUsers } from './ListUsers.ts';
import { ListUsersInGroup } from './ListUsersInGroup.ts';
import { RespondToAuthChallenge } from './RespondToAuthChallenge.ts';
import { RevokeToken } from './RevokeToken.ts';
import { SignUp } from './SignUp.ts';
import { inClient, inPool, nowhere, onTokensUser, onUser, type FindTarget } from './targets.ts';

/** Every action, by what it acts on. */
export const cognitoActions = (core: CognitoCore): Actions => ({
  ...bind(core, nowhere, { ListUserPools }),
  ...bind(core, inPool, {
    AdminCreateUser, CreateGroup, DescribeUserPool, DescribeUserPoolClient, GetGroup, ListGroups, ListUserPoolClients,
    ListUsers, ListUsersInGroup,
  }),
  ...bind(core, onUser, {
    AdminAddUserToGroup, AdminConfirmSignUp, AdminDeleteUser, AdminDisableUser, AdminEnableUser, AdminGetUser,
    AdminListGroupsForUser, AdminRemoveUserFromGroup, AdminSetUserPassword, AdminUpdateUserAttributes, AdminUserGlobalSignOut,
  }),
  ...bind(core, inClient, {
    AdminInitiateAuth, AdminRespondToAuthChallenge, ConfirmSignUp, InitiateAuth, RespondToAuthChallenge, RevokeToken, SignUp,
  }),
  ...bind(core, onTokensUser, { ChangePassword, GetUser, GlobalSignOut }),
}); // prettier-ignore

const bind = <Target>(
  core: CognitoCore,
  find: FindTarget<Target>,
  actions: Readonly<Record<string, CognitoAction<Target>>>,
): Actions =>
  Object.fromEntries(
    Object.entries(actions).map(([name, action]): [string, Action] => [
      name,
      (input) =>
        core.world.activity.run(async () => {
          const target = await find(core, input);
          try {
            return (await action(core, target, input)) ?? {};
          } finally {
            if (hasPool(target)) core.log.save(target.pool);
          }
        }),
    ]),
  );

const hasPool = (target: unknown): target is PoolTarget => target !== undefined;
