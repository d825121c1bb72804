import { HEX } from '../../../platform/Randomness.ts';
import { invalidParameter, missingParameter, wrongPassword } from '../errors.ts';
import { verifierOwner } from '../passwords/createPasswords.ts';
import { claimSignature, isSafePublic, serverPublic, sharedKey, verifierOf } from '../passwords/srp.ts';
import { checkSecretHash, completeSignIn, findSignInUser, type Flow } from './flowSteps.ts';

/** `USER_SRP_AUTH`: the password itself is never sent. Its second half is `respondToPasswordVerifier`. */
export const startSrp: Flow = async (core, target, parameters) => {
  const { random } = core.world;
  checkSecretHash(target.client, parameters['USERNAME'] ?? '', parameters['SECRET_HASH']);
  const user = findSignInUser(core, target, parameters['USERNAME']);
  const clientPublic = parameters['SRP_A'];
  if (!clientPublic) throw missingParameter('SRP_A');
  if (!isSafePublic(clientPublic)) throw invalidParameter('Invalid SRP_A');

  // A user without a password is challenged like any other, with a verifier of a random password.
  const verifier =
    user.password ?? verifierOf(verifierOwner(target.pool, user), random.text(32, HEX), random.text(32, HEX));
  const serverSecret = random.bytes(32).toString('hex');
  const { clientId } = target.client;
  const { username } = user;
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: verifier.salt,
      SECRET_BLOCK: core.challenges.issue({
        name: 'PASSWORD_VERIFIER',
        clientId,
        username,
        clientPublic,
        serverSecret,
      }),
      SRP_B: serverPublic(verifier, serverSecret),
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    },
  };
};

/** `PASSWORD_VERIFIER`: only a client that knows the password can compute the key that signs the claim. */
export const respondToPasswordVerifier: Flow = async (core, target, responses) => {
  const { USERNAME, SECRET_HASH, PASSWORD_CLAIM_SECRET_BLOCK: secretBlock = '', TIMESTAMP = '' } = responses;
  const challenge = core.challenges.redeem('PASSWORD_VERIFIER', secretBlock);
  checkSecretHash(target.client, USERNAME ?? '', SECRET_HASH);
  const user = findSignInUser(core, target, USERNAME);
  if (challenge.username !== user.username || challenge.clientId !== target.client.clientId)
    throw wrongPassword();

  const expected =
    user.password &&
    claimSignature(
      sharedKey(user.password, challenge),
      verifierOwner(target.pool, user),
      secretBlock,
      TIMESTAMP,
    );
  if (expected === undefined || responses['PASSWORD_CLAIM_SIGNATURE'] !== expected) throw wrongPassword();
  return completeSignIn(core, target, user);
};
