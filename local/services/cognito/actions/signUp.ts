import { AwsError } from '../../../platform/AwsError.ts';
import type { ClientTarget, CognitoAction, CognitoCore, UserTarget } from '../CognitoCore.ts';
import { checkSecretHash } from '../auth/flowSteps.ts';
import { notAuthorized } from '../errors.ts';
import type { User } from '../store/UserPool.ts';
import { type AttributeType, readOwnAttributes } from '../store/attributes.ts';
import { newUser } from '../store/newUser.ts';

const DIGITS = '0123456789';

interface SignUpInput {
  readonly Username: string;
  readonly Password: string;
  readonly UserAttributes?: readonly AttributeType[];
  readonly SecretHash?: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html */
export const SignUp: CognitoAction<ClientTarget, SignUpInput> = (core, { pool, client }, input) => {
  const { Username, Password, UserAttributes, SecretHash } = input;
  checkSecretHash(client, Username, SecretHash);
  if (pool.adminCreateUserOnly) throw notAuthorized('SignUp is not permitted for this user pool');

  const attributes = readOwnAttributes(pool, UserAttributes);
  const user = newUser(core, pool, { name: Username, attributes, status: 'UNCONFIRMED' });
  core.passwords.set(pool, user, Password);
  const confirmationCode = core.world.random.text(6, DIGITS);
  core.store.addUser(pool, Object.assign(user, { confirmationCode }));
  // No mail is sent from one machine: the feed says what it would have said.
  const line = `Confirmation code of ${Username}: ${confirmationCode}`;
  core.world.feed.publish({ kind: 'log', traceId: null, source: pool.name, line });
  return { UserConfirmed: false, UserSub: user.attributes['sub'] };
};

interface ConfirmSignUpInput {
  readonly Username: string;
  readonly ConfirmationCode?: string;
  readonly SecretHash?: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html */
export const ConfirmSignUp: CognitoAction<ClientTarget, ConfirmSignUpInput> = (
  core,
  { pool, client },
  { Username, ConfirmationCode, SecretHash },
) => {
  checkSecretHash(client, Username, SecretHash);
  const user = core.store.user(pool, Username);
  if (user.status === 'UNCONFIRMED' && user.confirmationCode !== ConfirmationCode) {
    throw new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
  }
  confirmUser(core, user);
  for (const name of ['email', 'phone_number']) {
    if (pool.autoVerifiedAttributes.includes(name) && user.attributes[name])
      user.attributes[`${name}_verified`] = 'true';
  }
  return {};
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html */
export const AdminConfirmSignUp: CognitoAction<UserTarget> = (core, { user }) => confirmUser(core, user);

/** Ends a user's sign-up. */
function confirmUser({ world }: CognitoCore, user: User): void {
  if (user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  }
  user.status = 'CONFIRMED';
  user.modifiedAt = world.clock.now();
  delete user.confirmationCode;
}
