import type { ClientTarget, CognitoCore } from '../CognitoCore.ts';
import { invalidParameter, missingParameter, wrongPassword } from '../errors.ts';
import { checkPasswordPolicy } from '../passwords/createPasswords.ts';
import { checkSecretHash, completeSignIn, findSignInUser, type Flow, type Parameters } from './flowSteps.ts';
import { readOwnAttributes } from '../store/attributes.ts';
import { respondToSetup, respondWithTotp } from './secondFactor.ts';
import { respondToPasswordVerifier } from './srpFlow.ts';

const ATTRIBUTE = 'userAttributes.';

/** `NEW_PASSWORD_REQUIRED`: a user whom an administrator created chooses a password. */
const respondWithNewPassword: Flow = async (core, target, responses) => {
  const { USERNAME, SECRET_HASH, NEW_PASSWORD, SESSION } = responses;
  if (!NEW_PASSWORD) throw missingParameter('NEW_PASSWORD');
  checkSecretHash(target.client, USERNAME ?? '', SECRET_HASH);
  const user = findSignInUser(core, target, USERNAME);
  // Before the session is used up.
  checkPasswordPolicy(target.pool.passwordPolicy, NEW_PASSWORD);
  const attributes = readOwnAttributes(target.pool, givenAttributes(responses));
  const challenge = core.challenges.redeem('NEW_PASSWORD_REQUIRED', SESSION);
  if (challenge.username !== user.username || challenge.clientId !== target.client.clientId)
    throw wrongPassword();

  core.passwords.set(target.pool, user, NEW_PASSWORD);
  Object.assign(user.attributes, attributes);
  user.status = 'CONFIRMED';
  user.modifiedAt = core.world.clock.now();
  return completeSignIn(core, target, user);
};

const givenAttributes = (responses: Parameters) =>
  Object.entries(responses).flatMap(([name, Value]) =>
    name.startsWith(ATTRIBUTE) && Value !== undefined ? [{ Name: name.slice(ATTRIBUTE.length), Value }] : [],
  );

const RESPONSES: Readonly<Record<string, Flow>> = {
  NEW_PASSWORD_REQUIRED: respondWithNewPassword,
  PASSWORD_VERIFIER: respondToPasswordVerifier,
  SOFTWARE_TOKEN_MFA: respondWithTotp,
  MFA_SETUP: respondToSetup,
};

/** `responses` are the `ChallengeResponses`, with the `Session` among them. */
export async function respondToChallenge(
  core: CognitoCore,
  target: ClientTarget,
  name: string,
  responses: Parameters,
) {
  const respond = Object.hasOwn(RESPONSES, name) ? RESPONSES[name] : undefined;
  if (!respond) throw invalidParameter(`Challenge ${name} is not supported.`);
  return respond(core, target, responses);
}
