import { decodeJwt, errors } from 'jose';
import type { Action, Actions } from '../../../platform/Call.ts';
import type {
  ClientTarget,
  CognitoAction,
  CognitoCore,
  PoolTarget,
  TokenTarget,
  UserTarget,
} from '../CognitoCore.ts';
import { missingParameter, notAuthorized } from '../errors.ts';
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
import { AdminConfirmSignUp, ConfirmSignUp, SignUp } from './signUp.ts';
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
    AdminCreateUser, CreateGroup, DescribeUserPool, DescribeUserPoolClient, GetGroup, ListGroups, ListUserPoolClients,
    ListUsers, ListUsersInGroup,
  }),
  ...bindActions(core, userTarget, {
    AdminAddUserToGroup, AdminConfirmSignUp, AdminDeleteUser, AdminDisableUser, AdminEnableUser, AdminGetUser,
    AdminListGroupsForUser, AdminRemoveUserFromGroup, AdminSetUserPassword, AdminUpdateUserAttributes, AdminUserGlobalSignOut,
  }),
  ...bindActions(core, clientTarget, {
    AdminInitiateAuth, AdminRespondToAuthChallenge, ConfirmSignUp, InitiateAuth, RespondToAuthChallenge, RevokeToken, SignUp,
  }),
  ...bindActions(core, tokenTarget, { ChangePassword, GetUser, GlobalSignOut }),
}); // prettier-ignore

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

/** Parameters that name what an action acts on. */
interface TargetNames {
  readonly UserPoolId?: string;
  readonly Username?: string;
  readonly ClientId?: string;
  readonly AccessToken?: string;
}

// What actions of a kind act on is found once, in front of them.

type FindTarget<Target> = (core: CognitoCore, names: TargetNames) => Target | Promise<Target>;

const noTarget: FindTarget<void> = () => undefined;

const poolTarget: FindTarget<PoolTarget> = ({ store }, { UserPoolId }) => {
  if (!UserPoolId) throw missingParameter('UserPoolId');
  return { pool: store.pool(UserPoolId) };
};

const userTarget: FindTarget<UserTarget> = ({ store }, { UserPoolId, Username }) => {
  const pool = store.pool(String(UserPoolId));
  if (!Username) throw missingParameter('Username');
  return { pool, user: store.user(pool, Username) };
};

const clientTarget: FindTarget<ClientTarget> = ({ store }, { ClientId }) => {
  if (!ClientId) throw missingParameter('ClientId');
  return store.client(ClientId);
};

/** An access token that was issued here, has not expired, and whose session was not ended. */
const tokenTarget: FindTarget<TokenTarget> = async ({ store, tokens }, { AccessToken = '' }) => {
  const poolId = poolIdIn(AccessToken);
  if (!poolId || !Object.hasOwn(store.pools, poolId)) throw notAuthorized('Invalid Access Token');
  const pool = store.pool(poolId);
  const claims = await tokens.verify(pool, AccessToken);
  const session = Object.values(pool.sessions).find(({ originJti }) => originJti === claims['origin_jti']);
  if (claims['token_use'] !== 'access' || !session) throw notAuthorized('Invalid Access Token');
  if (session.revoked) throw notAuthorized('Access Token has been revoked');
  return { pool, session, user: store.user(pool, session.username) };
};

function poolIdIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss?.split('/').at(-1);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
