import { createHmac } from 'node:crypto';
import { AwsError } from '../../../platform/AwsError.ts';
import type { ClientTarget, CognitoCore, PoolTarget } from '../CognitoCore.ts';
import { missingParameter, notAuthorized, wrongPassword } from '../errors.ts';
import type { Client, User } from '../store/UserPool.ts';
import { challengeSecondFactor } from './challengeSecondFactor.ts';

/** `AuthParameters` and `ChallengeResponses`. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** A step of signing in: returns tokens, or the next challenge. */
export type Flow = (core: CognitoCore, target: ClientTarget, parameters: Parameters) => Promise<object>;

/**
 * A client with a secret proves it: base64(HMAC-SHA256(secret, user name + client id)).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
export function checkSecretHash(
  { clientId, secret }: Client,
  username: string,
  secretHash: string | undefined,
): void {
  if (secret === undefined && secretHash === undefined) return;
  if (secret !== undefined && secretHash === undefined) {
    throw notAuthorized(`Client ${clientId} is configured with secret but SECRET_HASH was not received`);
  }
  const expected =
    secret &&
    createHmac('sha256', secret)
      .update(username + clientId)
      .digest('base64');
  if (secretHash !== expected) throw notAuthorized(`Unable to verify secret hash for client ${clientId}`);
}

/** The user who signs in. Where the client prevents user existence errors, an unknown name looks like a wrong password. */
export function findSignInUser(
  { store }: CognitoCore,
  { pool, client }: ClientTarget,
  name: string | undefined,
): User {
  if (!name) throw missingParameter('USERNAME');
  const user = store.findUser(pool, name);
  if (user) return user;
  throw unknownUser(client);
}

export const unknownUser = ({ preventUserExistenceErrors }: Client) =>
  preventUserExistenceErrors
    ? wrongPassword()
    : new AwsError('UserNotFoundException', 'User does not exist.');

/** The user of a name, if there is one, whose password is going to be tried. Call `end` with whether it was right. */
export function beginAttempt(
  { store, lockouts }: CognitoCore,
  { pool }: PoolTarget,
  name: string | undefined,
): { readonly name: string; readonly user: User | undefined; readonly end: (isRight: boolean) => void } {
  if (!name) throw missingParameter('USERNAME');
  const user = store.findUser(pool, name);
  return { name, user, end: lockouts.attempt(pool, user?.username ?? name) };
}

/** What follows the right password: tokens, or the challenge to choose a new one or to prove a second factor. */
export async function completeSignIn(core: CognitoCore, target: ClientTarget, user: User) {
  checkMaySignIn(user);
  if (user.status === 'FORCE_CHANGE_PASSWORD')
    return challengeNewPassword(core, target.client.clientId, user);
  return challengeSecondFactor(core, target, user) ?? issueTokens(core, target, user);
}

/** What follows the last challenge. */
export async function issueTokens(core: CognitoCore, { pool, client }: ClientTarget, user: User) {
  checkMaySignIn(user);
  return { AuthenticationResult: await core.tokens.signIn(pool, client, user), ChallengeParameters: {} };
}

function checkMaySignIn(user: User): void {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'UNCONFIRMED')
    throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
  if (user.status === 'RESET_REQUIRED')
    throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user');
}

function challengeNewPassword({ challenges }: CognitoCore, clientId: string, { username, attributes }: User) {
  const { sub: _, ...others } = attributes;
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: challenges.issue({ name: 'NEW_PASSWORD_REQUIRED', clientId, username }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(others),
    },
  };
}
