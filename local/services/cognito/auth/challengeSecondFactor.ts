import type { ClientTarget, CognitoCore } from '../CognitoCore.ts';
import type { User, UserPool } from '../store/UserPool.ts';

/** What follows the right password in a pool with second factors; undefined where nothing does. */
export function challengeSecondFactor(
  { challenges }: CognitoCore,
  { pool, client }: ClientTarget,
  user: User,
) {
  const { clientId } = client;
  const { username, softwareToken } = user;
  if (isAsked(pool, user)) {
    return {
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session: challenges.issue({ name: 'SOFTWARE_TOKEN_MFA', clientId, username }),
      // Recorded from AWS: https://repost.aws/knowledge-center/cognito-user-pool-totp-mfa
      ChallengeParameters: {
        USER_ID_FOR_SRP: username,
        ...(softwareToken?.deviceName && { FRIENDLY_DEVICE_NAME: softwareToken.deviceName }),
      },
    };
  }
  if (pool.mfaConfiguration !== 'ON') return undefined;
  return {
    ChallengeName: 'MFA_SETUP',
    Session: challenges.issue({ name: 'MFA_SETUP', clientId, username }),
    ChallengeParameters: { USER_ID_FOR_SRP: username, MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
  };
}

/** A pool that requires a second factor asks everybody who has one, whatever they prefer. */
const isAsked = ({ mfaConfiguration }: UserPool, { softwareToken, softwareTokenMfa }: User) =>
  softwareToken !== undefined &&
  (mfaConfiguration === 'ON' || (mfaConfiguration === 'OPTIONAL' && softwareTokenMfa?.isEnabled === true));
