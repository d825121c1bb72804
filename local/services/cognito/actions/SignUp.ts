import { AwsError } from '../../../platform/AwsError.ts';
import { checkSecretHash } from '../auth/checkSecretHash.ts';
import type { ClientTarget, CognitoAction } from '../CognitoCore.ts';
import { newUser } from '../store/newUser.ts';

const DIGITS = '0123456789';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html */
export const SignUp: CognitoAction<ClientTarget> = (core, { pool, client }, input) => {
  const { Username, Password, UserAttributes, SecretHash } = input;
  checkSecretHash(client, Username, SecretHash);
  if (pool.adminCreateUserOnly)
    throw new AwsError('NotAuthorizedException', 'SignUp is not permitted for this user pool');

  const user = newUser(core, pool, { name: Username, attributes: UserAttributes, status: 'UNCONFIRMED' });
  core.passwords.set(pool, user, Password);
  const confirmationCode = core.world.random.text(6, DIGITS);
  core.store.addUser(pool, Object.assign(user, { confirmationCode }));
  // Nothing is mailed from one machine: what the mail would say is in the feed.
  const line = `Confirmation code of ${Username}: ${confirmationCode}`;
  core.world.feed.publish({ kind: 'log', traceId: null, source: pool.name, line });
  return { UserConfirmed: false, UserSub: user.attributes['sub'] };
};
