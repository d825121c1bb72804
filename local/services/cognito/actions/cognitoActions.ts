import type { Action, Actions } from '../../../platform/Call.ts';
import type { CognitoAction, CognitoCore, PoolTarget } from '../CognitoCore.ts';
import { AdminResetUserPassword, ConfirmForgotPassword, ForgotPassword } from './forgottenPasswords.ts';
import { GetTokensFromRefreshToken } from '../auth/refreshTokens.ts';
import { type CognitoActionName, inputCheck } from './inputs.ts';
import {
  AdminAddUserToGroup,
  AdminListGroupsForUser,
  AdminRemoveUserFromGroup,
  CreateGroup,
  GetGroup,
  ListGroups,
  ListUsersInGroup,
} from './groups.ts';
import { DescribeUserPool, DescribeUserPoolClient, ListUserPoolClients, ListUserPools } from './pools.ts';
import {
  AdminInitiateAuth,
  AdminRespondToAuthChallenge,
  AdminUserGlobalSignOut,
  GlobalSignOut,
  InitiateAuth,
  RespondToAuthChallenge,
  RevokeToken,
} from './signIn.ts';
import {
  DeleteUser,
  DeleteUserAttributes,
  GetUserAttributeVerificationCode,
  UpdateUserAttributes,
  VerifyUserAttribute,
} from './ownAttributes.ts';
import { AdminConfirmSignUp, ConfirmSignUp, ResendConfirmationCode, SignUp } from './signUp.ts';
import {
  AssociateSoftwareToken,
  GetUserPoolMfaConfig,
  SetUserMFAPreference,
  VerifySoftwareToken,
} from './softwareTokens.ts';
import {
  clientTarget,
  enrolmentTarget,
  type FindTarget,
  noTarget,
  poolTarget,
  tokenTarget,
  userTarget,
} from './targets.ts';
import {
  AdminCreateUser,
  AdminDeleteUser,
  AdminDisableUser,
  AdminEnableUser,
  AdminGetUser,
  AdminSetUserPassword,
  AdminUpdateUserAttributes,
  ChangePassword,
  GetUser,
  ListUsers,
} from './users.ts';

/** Every action, by what it acts on. */
export const cognitoActions = (core: CognitoCore): Actions => ({
  ...bindActions(core, noTarget, { ListUserPools }),
  ...bindActions(core, poolTarget, {
    AdminCreateUser, CreateGroup, DescribeUserPool, DescribeUserPoolClient, GetGroup, GetUserPoolMfaConfig, ListGroups, ListUserPoolClients,
    ListUsers, ListUsersInGroup,
  }),
  ...bindActions(core, userTarget, {
    AdminAddUserToGroup, AdminConfirmSignUp, AdminDeleteUser, AdminDisableUser, AdminEnableUser, AdminGetUser,
    AdminListGroupsForUser, AdminRemoveUserFromGroup, AdminResetUserPassword, AdminSetUserPassword,
    AdminSetUserMFAPreference: SetUserMFAPreference, AdminUpdateUserAttributes, AdminUserGlobalSignOut,
  }),
  ...bindActions(core, clientTarget, {
    AdminInitiateAuth, AdminRespondToAuthChallenge, ConfirmForgotPassword, ConfirmSignUp, ForgotPassword, GetTokensFromRefreshToken,
    InitiateAuth, ResendConfirmationCode, RespondToAuthChallenge, RevokeToken, SignUp,
  }),
  ...bindActions(core, tokenTarget, {
    ChangePassword, DeleteUser, DeleteUserAttributes, GetUser, GetUserAttributeVerificationCode, GlobalSignOut,
    SetUserMFAPreference, UpdateUserAttributes, VerifyUserAttribute,
  }),
  ...bindActions(core, enrolmentTarget, { AssociateSoftwareToken, VerifySoftwareToken }),
}); // oxfmt-ignore

const bindActions = <Target>(
  core: CognitoCore,
  find: FindTarget<Target>,
  actions: Readonly<Partial<Record<CognitoActionName, CognitoAction<Target, never>>>>,
): Actions =>
  Object.fromEntries(
    // The names are those of the type, whatever the compiler makes of an object's entries.
    (Object.entries(actions) as [CognitoActionName, CognitoAction<Target, never>][]).map(
      ([name, action]): [string, Action] => {
        const check = inputCheck(name);
        return [
          name,
          (input) => core.world.activity.run(async () => runAction(core, find, action, check(input))),
        ];
      },
    ),
  );

async function runAction<Target>(
  core: CognitoCore,
  find: FindTarget<Target>,
  action: CognitoAction<Target, never>,
  input: object,
): Promise<unknown> {
  const target = await find(core, input);
  try {
    return (await action(core, target, input as never)) ?? {}; // The check is that of this action.
  } finally {
    if (hasPool(target)) core.log.save(target.pool);
  }
}

const hasPool = (target: unknown): target is PoolTarget => target !== undefined;
