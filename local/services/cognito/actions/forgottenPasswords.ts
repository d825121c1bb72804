import { AwsError } from '../../../platform/AwsError.ts';
import { checkSecretHash } from '../auth/flowSteps.ts';
import { codeMismatch } from '../codes/createCodes.ts';
import type { ClientTarget, CognitoAction, CognitoCore, UserTarget } from '../CognitoCore.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import { checkPasswordPolicy } from '../passwords/createPasswords.ts';
import type { DeliverableAttribute, User, UserPool } from '../store/UserPool.ts';

// https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
// The words are recorded from AWS by the clients that compare them: https://github.com/aws-amplify/amplify-js/pull/9167

interface NamesUser {
  readonly Username: string;
  readonly SecretHash?: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html */
export const ForgotPassword: CognitoAction<ClientTarget, NamesUser> = (core, { pool, client }, input) => {
  const { Username, SecretHash } = input;
  checkSecretHash(client, Username, SecretHash);
  const user = core.store.findUser(pool, Username);
  core.attempts.count('ForgotPassword', pool, user?.username ?? Username);
  // Documented: nobody, who is disabled, and who has no verified address look alike.
  if (client.preventUserExistenceErrors && !(user && isRecoverable(pool, user)))
    return { CodeDeliveryDetails: core.simulations.delivery(pool, Username) };
  if (!user) throw new AwsError('UserNotFoundException', 'Username/client id combination not found.');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return { CodeDeliveryDetails: sendRecoveryCode(core, pool, user) };
};

const isRecoverable = (pool: UserPool, user: User) =>
  user.enabled && (isUnchanged(user) || isByAdminOnly(pool) || recoveryAttribute(pool, user) !== undefined);

/** Who never chose a password cannot have forgotten it: https://repost.aws/knowledge-center/cognito-forgot-password */
const isUnchanged = ({ status }: User) => status === 'FORCE_CHANGE_PASSWORD';
const isByAdminOnly = ({ recovery }: UserPool) => recovery.length === 1 && recovery[0] === 'admin_only';

/** Documented: the first of the pool's mechanisms whose attribute is verified. */
const recoveryAttribute = ({ recovery }: UserPool, { attributes }: User): DeliverableAttribute | undefined =>
  recovery
    .map((mechanism) => (mechanism === 'verified_email' ? 'email' : 'phone_number'))
    .find((name) => attributes[name] && attributes[`${name}_verified`] === 'true');

function sendRecoveryCode(core: CognitoCore, pool: UserPool, user: User) {
  if (isUnchanged(user)) throw notAuthorized('User password cannot be reset in the current state.');
  if (isByAdminOnly(pool)) throw notAuthorized('Contact administrator to reset password.');
  const attribute = recoveryAttribute(pool, user);
  if (!attribute) {
    throw invalidParameter(
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  }
  return core.codes.send(pool, user, 'recovery', attribute);
}

interface ConfirmInput extends NamesUser {
  readonly ConfirmationCode: string;
  readonly Password: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html */
export const ConfirmForgotPassword: CognitoAction<ClientTarget, ConfirmInput> = (
  core,
  { pool, client },
  { Username, SecretHash, ConfirmationCode, Password },
) => {
  checkSecretHash(client, Username, SecretHash);
  const user = core.store.findUser(pool, Username);
  core.attempts.count('ConfirmForgotPassword', pool, user?.username ?? Username);
  // Before the code is used up.
  checkPasswordPolicy(pool.passwordPolicy, Password);
  // Documented.
  if (client.preventUserExistenceErrors && !user?.enabled) throw codeMismatch();
  if (!user) throw new AwsError('UserNotFoundException', 'Username/client id combination not found.');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  core.codes.redeem(user, 'recovery', ConfirmationCode);
  core.passwords.set(pool, user, Password);
  user.status = 'CONFIRMED';
  user.modifiedAt = core.world.clock.now();
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html */
export const AdminResetUserPassword: CognitoAction<UserTarget> = (core, { pool, user }) => {
  sendRecoveryCode(core, pool, user);
  user.status = 'RESET_REQUIRED';
  user.modifiedAt = core.world.clock.now();
};
