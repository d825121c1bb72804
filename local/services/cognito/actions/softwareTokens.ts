import { AwsError } from '../../../platform/AwsError.ts';
import { noSoftwareToken } from '../auth/secondFactor.ts';
import type { CognitoAction, CognitoCore, EnrolmentTarget, PoolTarget, UserTarget } from '../CognitoCore.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import { newTotpSecret, totpStep } from '../passwords/totp.ts';
import type { User, UserPool } from '../store/UserPool.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AssociateSoftwareToken.html */
export const AssociateSoftwareToken: CognitoAction<EnrolmentTarget> = (core, { pool, user, setup }) => {
  checkEnabled(pool);
  const SecretCode = newTotpSecret(core.world.random);
  if (!setup) {
    user.newTokenSecret = SecretCode;
    return { SecretCode };
  }
  checkFirstToken(user);
  core.challenges.redeem('MFA_SETUP', setup.session);
  const { name, clientId, username } = setup.challenge;
  return { SecretCode, Session: core.challenges.issue({ name, clientId, username, secret: SecretCode }) };
};

interface VerifyInput {
  readonly UserCode: string;
  readonly FriendlyDeviceName?: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifySoftwareToken.html */
export const VerifySoftwareToken: CognitoAction<EnrolmentTarget, VerifyInput> = (core, target, input) => {
  const { pool, user, setup } = target;
  checkEnabled(pool);
  if (setup) checkFirstToken(user);
  const secret = setup ? setup.challenge.secret : user.newTokenSecret;
  if (secret === undefined) throw noSoftwareToken();
  const usedStep = totpStep(secret, input.UserCode, core.world.clock.now());
  // Recorded from AWS: https://github.com/aws-samples/aws-amplify-auth-starters/issues/15
  if (usedStep === undefined) {
    throw new AwsError('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA');
  }
  const { FriendlyDeviceName: deviceName } = input;
  user.softwareToken = { secret, usedStep, ...(deviceName && { deviceName }) };
  delete user.newTokenSecret;
  user.modifiedAt = core.world.clock.now();
  return { Status: 'SUCCESS', ...(setup && verifiedSession(core, user, setup)) };
};

/** Chosen: who sets up at sign-in, because the pool requires it, has the factor enabled from then on. */
function verifiedSession(
  { challenges }: CognitoCore,
  user: User,
  setup: NonNullable<EnrolmentTarget['setup']>,
) {
  user.softwareTokenMfa = { isEnabled: true, isPreferred: true };
  challenges.redeem('MFA_SETUP', setup.session);
  return { Session: challenges.issue({ ...setup.challenge, isVerified: true }) };
}

/** The words are documented: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html */
function checkEnabled({ mfaConfiguration, softwareTokens }: UserPool): void {
  if (mfaConfiguration !== 'OFF' && softwareTokens) return;
  throw new AwsError(
    'SoftwareTokenMFANotFoundException',
    'Software Token MFA has not been enabled by the userPool',
  );
}

/** Chosen: a second session that a password alone began must not replace what was set up in a first one. */
function checkFirstToken({ softwareToken }: User): void {
  if (softwareToken) throw notAuthorized('Invalid session for the user, session is expired.');
}

interface Preference {
  readonly Enabled?: boolean;
  readonly PreferredMfa?: boolean;
}

interface Preferences {
  readonly SoftwareTokenMfaSettings?: Preference;
  readonly SMSMfaSettings?: Preference;
  readonly EmailMfaSettings?: Preference;
}

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserMFAPreference.html and
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserMFAPreference.html
 */
export const SetUserMFAPreference: CognitoAction<UserTarget, Preferences> = ({ world }, { user }, input) => {
  const { SoftwareTokenMfaSettings: wanted, SMSMfaSettings, EmailMfaSettings } = input;
  if (SMSMfaSettings?.Enabled) throw notDelivered('SMS_MFA');
  if (EmailMfaSettings?.Enabled) throw notDelivered('EMAIL_OTP');
  if (!wanted) return;
  const isEnabled = wanted.Enabled === true;
  if (isEnabled && !user.softwareToken) throw notDelivered('SOFTWARE_TOKEN_MFA');
  user.softwareTokenMfa = { isEnabled, isPreferred: isEnabled && wanted.PreferredMfa === true };
  user.modifiedAt = world.clock.now();
};

/** Recorded from AWS: https://github.com/aws/aws-sdk-js-v3/issues/4645 */
const notDelivered = (factor: string) =>
  invalidParameter(`User does not have delivery config set to turn on ${factor}`);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const GetUserPoolMfaConfig: CognitoAction<PoolTarget> = (_, { pool }) => ({
  MfaConfiguration: pool.mfaConfiguration,
  ...(pool.softwareTokens && { SoftwareTokenMfaConfiguration: { Enabled: true } }),
});
