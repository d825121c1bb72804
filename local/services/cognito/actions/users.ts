import { AwsError } from '../../../platform/AwsError.ts';
import { getOwn } from '../../../platform/ownProperty.ts';
import type { CognitoAction, CognitoCore, PoolTarget, TokenTarget, UserTarget } from '../CognitoCore.ts';
import { type InvitationMedium, sendInvitation } from '../codes/sendInvitation.ts';
import { invalidParameter, wrongPassword } from '../errors.ts';
import { describeMfa, describeState, describeUser, paginate } from '../responses.ts';
import type { User, UserPool } from '../store/UserPool.ts';
import { attributeList, readAttributes, type AttributeType } from '../store/attributes.ts';
import { newUser } from '../store/newUser.ts';

interface AdminCreateUserInput {
  readonly Username: string;
  readonly UserAttributes?: readonly AttributeType[];
  readonly TemporaryPassword?: string;
  readonly MessageAction?: 'RESEND' | 'SUPPRESS';
  readonly DesiredDeliveryMediums?: readonly InvitationMedium[];
}

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html: who is there already is
 * sent another temporary password by `RESEND`.
 */
export const AdminCreateUser: CognitoAction<PoolTarget, AdminCreateUserInput> = (core, { pool }, input) => {
  const { MessageAction, DesiredDeliveryMediums } = input;
  const user = MessageAction === 'RESEND' ? invitedUser(core, pool, input) : createdUser(core, pool, input);
  const password = input.TemporaryPassword ?? core.passwords.generateTemporary(pool);
  core.passwords.set(pool, user, password);
  if (MessageAction !== 'RESEND') core.store.addUser(pool, user);
  if (MessageAction !== 'SUPPRESS') sendInvitation(core, pool, user, password, DesiredDeliveryMediums);
  return { User: describeUser(user) };
};

const createdUser = (
  core: CognitoCore,
  pool: UserPool,
  { Username, UserAttributes }: AdminCreateUserInput,
): User =>
  newUser(core, pool, {
    name: Username,
    attributes: readAttributes(pool, UserAttributes),
    status: 'FORCE_CHANGE_PASSWORD',
  });

const invitedUser = ({ store }: CognitoCore, pool: UserPool, { Username }: AdminCreateUserInput): User => {
  const user = store.user(pool, Username);
  if (user.status === 'FORCE_CHANGE_PASSWORD') return user;
  // Documented: only who has not signed in yet. The words are chosen.
  throw new AwsError(
    'UnsupportedUserStateException',
    `Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`,
  );
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const AdminGetUser: CognitoAction<UserTarget> = (_, { user }) => ({
  ...describeState(user),
  UserAttributes: attributeList(user),
  ...describeMfa(user),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html */
export const AdminUpdateUserAttributes: CognitoAction<
  UserTarget,
  { readonly UserAttributes?: readonly AttributeType[] }
> = ({ world }, { pool, user }, { UserAttributes }) => {
  Object.assign(user.attributes, readAttributes(pool, UserAttributes));
  user.modifiedAt = world.clock.now();
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html */
export const AdminSetUserPassword: CognitoAction<
  UserTarget,
  { readonly Password: string; readonly Permanent?: boolean }
> = ({ passwords, world }, { pool, user }, { Password, Permanent }) => {
  passwords.set(pool, user, Password);
  user.status = Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
  user.modifiedAt = world.clock.now();
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html */
export const AdminEnableUser: CognitoAction<UserTarget> = ({ world }, { user }) => {
  user.enabled = true;
  user.modifiedAt = world.clock.now();
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html */
export const AdminDisableUser: CognitoAction<UserTarget> = ({ world }, { user }) => {
  user.enabled = false;
  user.modifiedAt = world.clock.now();
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const AdminDeleteUser: CognitoAction<UserTarget> = ({ store }, { pool, user }) =>
  store.removeUser(pool, user);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const GetUser: CognitoAction<TokenTarget> = (_, { user }) => ({
  Username: user.username,
  UserAttributes: attributeList(user),
  ...describeMfa(user),
});

interface ChangePasswordInput {
  readonly PreviousPassword: string;
  readonly ProposedPassword: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html */
export const ChangePassword: CognitoAction<TokenTarget, ChangePasswordInput> = (
  { attempts, passwords, world },
  { pool, user },
  { PreviousPassword, ProposedPassword },
) => {
  attempts.count('ChangePassword', pool, user.username);
  if (!passwords.isCorrect(pool, user, PreviousPassword)) throw wrongPassword();
  passwords.set(pool, user, ProposedPassword);
  user.modifiedAt = world.clock.now();
};

interface ListUsersInput {
  readonly Filter?: string;
  readonly Limit?: number;
  readonly PaginationToken?: string;
  readonly AttributesToGet?: readonly string[];
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const ListUsers: CognitoAction<PoolTarget, ListUsersInput> = (
  _,
  { pool },
  { Filter, Limit, PaginationToken, AttributesToGet },
) => {
  const { items, next } = paginate(filterUsers(Object.values(pool.users), Filter), Limit, PaginationToken);
  const wanted = (name: string) => !AttributesToGet || AttributesToGet.includes(name);
  const users = items
    .map(describeUser)
    .map((user) => ({ ...user, Attributes: user.Attributes.filter(({ Name }) => wanted(Name)) }));
  return { Users: users, ...(next && { PaginationToken: next }) };
};

const FILTER = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;

/** `attribute = "value"` or `attribute ^= "beginning"`: https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html */
function filterUsers(users: readonly User[], filter: string | undefined): readonly User[] {
  if (!filter) return users;
  const [, name, operator, value] = FILTER.exec(filter) ?? [];
  if (name === undefined || value === undefined)
    throw invalidParameter('Error while parsing filter expression');

  const wanted = value.replace(/\\(.)/g, '$1');
  return users.filter((user) => {
    const actual = valueOf(user, name);
    return actual !== undefined && (operator === '=' ? actual === wanted : actual.startsWith(wanted));
  });
}

function valueOf(user: User, name: string): string | undefined {
  if (name === 'username') return user.username;
  if (name === 'cognito:user_status') return user.status;
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return getOwn(user.attributes, name);
}
