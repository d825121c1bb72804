import { AwsError } from '../../../platform/AwsError.ts';
import { missingParameter, notAuthorized, wrongPassword } from '../errors.ts';
import { totpStep } from '../passwords/totp.ts';
import type { SoftwareToken } from '../store/UserPool.ts';
import { oneMoreFailure } from './createLockouts.ts';
import { checkSecretHash, findSignInUser, type Flow, issueTokens } from './flowSteps.ts';

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html

/** Recorded from AWS: https://github.com/amazon-archives/amazon-cognito-identity-js/issues/630 */
export const noSoftwareToken = () =>
  new AwsError('SoftwareTokenMFANotFoundException', 'Software Token MFA does not exist for the user.');

/** `SOFTWARE_TOKEN_MFA`: the code of the user's authenticator. A wrong one leaves the session for another try. */
export const respondWithTotp: Flow = async (core, target, responses) => {
  const { USERNAME, SECRET_HASH, SOFTWARE_TOKEN_MFA_CODE: code, SESSION } = responses;
  if (!code) throw missingParameter('SOFTWARE_TOKEN_MFA_CODE');
  checkSecretHash(target.client, USERNAME ?? '', SECRET_HASH);
  const user = findSignInUser(core, target, USERNAME);
  const challenge = core.challenges.find('SOFTWARE_TOKEN_MFA', SESSION);
  if (challenge.username !== user.username || challenge.clientId !== target.client.clientId)
    throw wrongPassword();
  if (!user.softwareToken) throw noSoftwareToken();
  useCode(user.softwareToken, code, core.world.clock.now());
  core.challenges.redeem('SOFTWARE_TOKEN_MFA', SESSION);
  return issueTokens(core, target, user);
};

/** `MFA_SETUP`: the user has verified a new authenticator in this session. */
export const respondToSetup: Flow = async (core, target, { USERNAME, SECRET_HASH, SESSION }) => {
  checkSecretHash(target.client, USERNAME ?? '', SECRET_HASH);
  const user = findSignInUser(core, target, USERNAME);
  const challenge = core.challenges.redeem('MFA_SETUP', SESSION);
  if (challenge.username !== user.username || challenge.clientId !== target.client.clientId)
    throw wrongPassword();
  // The words are chosen: no recording of a response before VerifySoftwareToken was found.
  if (!challenge.isVerified) throw notAuthorized('Software token is not verified in this session.');
  return issueTokens(core, target, user);
};

/**
 * Takes a code, once. The words of the refusals are recorded from AWS by the many clients that compare them. Documented:
 * wrong codes lock as wrong passwords do, https://repost.aws/questions/QUBlVxXSYwTCiCUHp8gNFZ3g/cognito-mfa-lockout-behaviour.
 */
function useCode(token: SoftwareToken, code: string, now: number): void {
  const failures = oneMoreFailure(token.failures, now);
  const step = totpStep(token.secret, code, now);
  if (step === undefined) {
    token.failures = failures;
    throw new AwsError('CodeMismatchException', 'Invalid code received for user');
  }
  // "The verifier MUST NOT accept the second attempt": https://datatracker.ietf.org/doc/html/rfc6238#section-5.2
  if (step <= token.usedStep)
    throw new AwsError('ExpiredCodeException', 'Your software token has already been used once.');
  token.usedStep = step;
  delete token.failures;
}
