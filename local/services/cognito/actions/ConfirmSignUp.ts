import { AwsError } from '../../../platform/AwsError.ts';
import { checkSecretHash } from '../auth/checkSecretHash.ts';
import type { ClientTarget, CognitoAction } from '../CognitoCore.ts';
import { confirm } from './confirm.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html */
export const ConfirmSignUp: CognitoAction<ClientTarget> = (
  core,
  { pool, client },
  { Username, ConfirmationCode, SecretHash },
) => {
  checkSecretHash(client, Username, SecretHash);
  const user = core.store.user(pool, Username);
  if (user.status === 'UNCONFIRMED' && user.confirmationCode !== ConfirmationCode) {
    throw new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
  }
  confirm(core, user);
  for (const name of ['email', 'phone_number']) {
    if (pool.autoVerifiedAttributes.includes(name) && user.attributes[name])
      user.attributes[`${name}_verified`] = 'true';
  }
  return {};
};
