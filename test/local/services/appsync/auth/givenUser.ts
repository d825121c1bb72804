import type { AuthMode } from '../../../../../local/services/appsync/Api.ts';
import type { Chat } from '../realtime/createChat.ts';

export const POOL_ID = 'us-east-1_chatters1';
export const CLIENT_ID = 'chatterschatterschatters01';
export const PASSWORD = 'Correct-Horse-1';

export const USER_POOL: AuthMode = {
  type: 'AMAZON_COGNITO_USER_POOLS',
  userPoolId: POOL_ID,
  defaultAction: 'ALLOW',
};

const HOUR_MS = 3600_000;

/** A pool with one client and one group. */
export function givenPool({ cognito }: Chat, userPoolId = POOL_ID, clientId = CLIENT_ID): void {
  cognito.createUserPool({
    id: userPoolId,
    arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${userPoolId}`,
    name: 'chatters',
    passwordPolicy: {
      MinimumLength: 8,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 7,
    },
    usernameAttributes: [],
    aliasAttributes: [],
    autoVerifiedAttributes: [],
    caseSensitive: false,
    adminCreateUserOnly: true,
    recovery: [],
    verificationMessages: { emailSubject: '', emailMessage: '', smsMessage: '' },
    invitationMessages: { emailSubject: '', emailMessage: '', smsMessage: '' },
    verifiedBeforeUpdate: [],
    mfaConfiguration: 'OFF',
    softwareTokens: false,
    requiredAttributes: [],
    customAttributes: [],
    deletionProtection: false,
  });
  cognito.createGroup(userPoolId, { groupName: 'moderators' });
  cognito.createClient(userPoolId, {
    clientId,
    clientName: 'web',
    explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    preventUserExistenceErrors: true,
    idTokenValidityMs: HOUR_MS,
    accessTokenValidityMs: HOUR_MS,
    refreshTokenValidityMs: 24 * HOUR_MS,
  });
}

export interface Tokens {
  readonly IdToken: string;
  readonly AccessToken: string;
}

/** A user of the pool who has signed in. */
export async function givenUser(
  { cognito }: Chat,
  Username: string,
  groups: readonly string[] = [],
  UserPoolId = POOL_ID,
  ClientId = CLIENT_ID,
): Promise<Tokens> {
  const call = {
    traceId: '1-00000000-cccccccccccccccccccccccc',
    principal: { arn: 'arn:aws:iam::000000000000:root', accessKeyId: 'test' },
  };
  const act = (action: string, input: object) => cognito.actions[action]!(input, call);
  await act('AdminCreateUser', { UserPoolId, Username, MessageAction: 'SUPPRESS' });
  await act('AdminSetUserPassword', { UserPoolId, Username, Password: PASSWORD, Permanent: true });
  for (const GroupName of groups) await act('AdminAddUserToGroup', { UserPoolId, Username, GroupName });
  const AuthParameters = { USERNAME: Username, PASSWORD };
  return (await act('InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }))
    .AuthenticationResult;
}
