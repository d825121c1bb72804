import type { Client, Group, User, UserPool } from './store/UserPool.ts';
import { invalidParameter } from './errors.ts';
import { attributeList } from './store/attributes.ts';

// What several actions return. Times are epoch seconds.

const seconds = (ms: number) => ms / 1000;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html */
export const describeUser = (user: User) => ({ ...describeState(user), Attributes: attributeList(user) });

export const describeState = ({ username, enabled, status, createdAt, modifiedAt }: User) => ({
  Username: username,
  Enabled: enabled,
  UserStatus: status,
  UserCreateDate: seconds(createdAt),
  UserLastModifiedDate: seconds(modifiedAt),
});

/** The second factors that a user has enabled, and the one they prefer. */
export const describeMfa = ({ softwareTokenMfa }: User) => ({
  ...(softwareTokenMfa?.isEnabled && { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }),
  ...(softwareTokenMfa?.isPreferred && { PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' }),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GroupType.html */
export const describeGroup = (
  { id }: UserPool,
  { groupName, description, precedence, createdAt }: Group,
) => ({
  GroupName: groupName,
  UserPoolId: id,
  ...(description !== undefined && { Description: description }),
  ...(precedence !== undefined && { Precedence: precedence }),
  CreationDate: seconds(createdAt),
  LastModifiedDate: seconds(createdAt),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html */
export const describePool = (pool: UserPool) => ({
  Id: pool.id,
  Arn: pool.arn,
  Name: pool.name,
  Policies: { PasswordPolicy: pool.passwordPolicy },
  MfaConfiguration: pool.mfaConfiguration,
  DeletionProtection: pool.deletionProtection ? 'ACTIVE' : 'INACTIVE',
  UsernameAttributes: pool.usernameAttributes,
  AliasAttributes: pool.aliasAttributes,
  AutoVerifiedAttributes: pool.autoVerifiedAttributes,
  UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: pool.adminCreateUserOnly },
  EstimatedNumberOfUsers: Object.keys(pool.users).length,
  CreationDate: seconds(pool.createdAt),
  LastModifiedDate: seconds(pool.createdAt),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html */
export const describeClient = ({ id }: UserPool, client: Client) => ({
  UserPoolId: id,
  ClientId: client.clientId,
  ClientName: client.clientName,
  ...(client.secret !== undefined && { ClientSecret: client.secret }),
  ExplicitAuthFlows: client.explicitAuthFlows,
  PreventUserExistenceErrors: client.preventUserExistenceErrors ? 'ENABLED' : 'LEGACY',
  IdTokenValidity: seconds(client.idTokenValidityMs),
  AccessTokenValidity: seconds(client.accessTokenValidityMs),
  RefreshTokenValidity: seconds(client.refreshTokenValidityMs),
  ...(client.refreshTokenRotation && {
    RefreshTokenRotation: {
      Feature: 'ENABLED',
      RetryGracePeriodSeconds: seconds(client.refreshTokenRotation.retryGraceMs),
    },
  }),
  TokenValidityUnits: { IdToken: 'seconds', AccessToken: 'seconds', RefreshToken: 'seconds' },
});

/** One page of a list. The token is the position of the next one, as text. */
export function paginate<Item>(items: readonly Item[], limit = 60, token = '0') {
  if (!/^\d{1,15}$/.test(token)) throw invalidParameter('Invalid pagination token provided.');
  const start = Number(token);
  const next = start + limit;
  return { items: items.slice(start, next), ...(next < items.length && { next: String(next) }) };
}
