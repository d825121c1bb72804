import { AwsError } from '../../../platform/AwsError.ts';
import type { ClientTarget, CognitoCore } from '../CognitoCore.ts';
import type { User } from '../store/UserPool.ts';

/** The password was right: tokens, or what stands between the user and them. */
export async function completeSignIn(core: CognitoCore, { pool, client }: ClientTarget, user: User) {
  if (!user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
  if (user.status === 'UNCONFIRMED')
    throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
  if (user.status === 'FORCE_CHANGE_PASSWORD') return askNewPassword(core, client.clientId, user);
  return { AuthenticationResult: await core.tokens.signIn(pool, client, user), ChallengeParameters: {} };
}

function askNewPassword({ challenges }: CognitoCore, clientId: string, { username, attributes }: User) {
  const { sub: _, ...others } = attributes;
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: challenges.ask({ name: 'NEW_PASSWORD_REQUIRED', clientId, username }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(others),
    },
  };
}
