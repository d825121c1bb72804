import { AwsError } from '../../../platform/AwsError.ts';
import type { ClientTarget, CognitoAction, CognitoCore, UserTarget } from '../CognitoCore.ts';
import { checkSecretHash } from '../auth/flowSteps.ts';
import { expiredCode } from '../codes/createCodes.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import { takeAlias } from '../store/aliases.ts';
import { type AttributeType, readOwnAttributes } from '../store/attributes.ts';
import { newUser } from '../store/newUser.ts';
import type { DeliverableAttribute, User, UserPool } from '../store/UserPool.ts';

interface NamesUser {
  readonly Username: string;
  readonly SecretHash?: string;
}

interface SignUpInput extends NamesUser {
  readonly Password: string;
  readonly UserAttributes?: readonly AttributeType[];
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html */
export const SignUp: CognitoAction<ClientTarget, SignUpInput> = (core, { pool, client }, input) => {
  const { Username, Password, UserAttributes, SecretHash } = input;
  checkSecretHash(client, Username, SecretHash);
  if (pool.adminCreateUserOnly) throw notAuthorized('SignUp is not permitted for this user pool');

  const attributes = readOwnAttributes(pool, UserAttributes);
  const user = newUser(core, pool, { name: Username, attributes, status: 'UNCONFIRMED' });
  core.passwords.set(pool, user, Password);
  core.store.addUser(pool, user);
  return {
    UserConfirmed: false,
    UserSub: user.attributes['sub'],
    ...sendSignUpCode(core, pool, user),
  };
};

/** Documented: the code goes to an attribute that the pool verifies by itself, and a telephone number comes first. Without one, an administrator confirms. */
function sendSignUpCode({ codes }: CognitoCore, pool: UserPool, user: User) {
  const attribute = verifiedBySignUp(pool, user);
  return attribute && { CodeDeliveryDetails: codes.send(pool, user, 'signUp', attribute) };
}

const verifiedBySignUp = ({ autoVerifiedAttributes }: UserPool, { attributes }: User) =>
  DELIVERABLE.find((name) => autoVerifiedAttributes.includes(name) && attributes[name]);

const DELIVERABLE: readonly DeliverableAttribute[] = ['phone_number', 'email'];

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html */
export const ResendConfirmationCode: CognitoAction<ClientTarget, NamesUser> = (
  core,
  { pool, client },
  { Username, SecretHash },
) => {
  checkSecretHash(client, Username, SecretHash);
  const user = core.store.findUser(pool, Username);
  core.attempts.count('ResendConfirmationCode', pool, user?.username ?? Username);
  const isWaiting = user?.enabled === true && user.status === 'UNCONFIRMED';
  // Documented for nobody and for who is disabled, recorded for who is confirmed: https://github.com/aws-amplify/amplify-js/issues/14762
  if (client.preventUserExistenceErrors && !isWaiting)
    return { CodeDeliveryDetails: core.simulations.delivery(pool, Username) };
  if (!user) throw new AwsError('UserNotFoundException', 'Username/client id combination not found.');
  if (!isWaiting) throw invalidParameter('User is already confirmed.');
  return sendSignUpCode(core, pool, user) ?? noDelivery();
};

/** Chosen: no recording was found for a user without an address. */
function noDelivery(): never {
  throw invalidParameter('Cannot resend codes. Auto verification not turned on.');
}

interface ConfirmSignUpInput extends NamesUser {
  readonly ConfirmationCode: string;
  readonly ForceAliasCreation?: boolean;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html */
export const ConfirmSignUp: CognitoAction<ClientTarget, ConfirmSignUpInput> = (
  core,
  { pool, client },
  { Username, ConfirmationCode, SecretHash, ForceAliasCreation = false },
) => {
  checkSecretHash(client, Username, SecretHash);
  const user = core.store.findUser(pool, Username);
  core.attempts.count('ConfirmSignUp', pool, user?.username ?? Username);
  if (!user) {
    // Recorded for a misspelt name: https://github.com/aws-amplify/amplify-js/issues/1067
    if (client.preventUserExistenceErrors) throw expiredCode();
    throw new AwsError('UserNotFoundException', 'Username/client id combination not found.');
  }
  checkUnconfirmed(user);
  takeAlias(pool, user, core.codes.redeem(user, 'signUp', ConfirmationCode), ForceAliasCreation);
  confirmUser(core, user);
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html */
export const AdminConfirmSignUp: CognitoAction<UserTarget> = (core, { user }) => {
  checkUnconfirmed(user);
  confirmUser(core, user);
};

function checkUnconfirmed({ status }: User): void {
  if (status !== 'UNCONFIRMED') throw notAuthorized(`User cannot be confirmed. Current status is ${status}`);
}

function confirmUser({ world }: CognitoCore, user: User): void {
  user.status = 'CONFIRMED';
  user.modifiedAt = world.clock.now();
}
