import { invalidParameter, missingParameter, wrongPassword } from '../errors.ts';
import { verifierOwner } from '../passwords/createPasswords.ts';
import { claimSignature, isSafePublic, serverPublic, sharedKey } from '../passwords/srp.ts';
import type { ClientTarget, CognitoCore } from '../CognitoCore.ts';
import { beginAttempt, checkSecretHash, completeSignIn, type Flow, unknownUser } from './flowSteps.ts';

/** `USER_SRP_AUTH`: the password itself is never sent. Its second half is `respondToPasswordVerifier`. */
export const startSrp: Flow = async (core, target, parameters) => {
  const { random } = core.world;
  checkSecretHash(target.client, parameters['USERNAME'] ?? '', parameters['SECRET_HASH']);
  const { user, name } = findClaimedUser(core, target, parameters['USERNAME']);
  const clientPublic = parameters['SRP_A'];
  if (!clientPublic) throw missingParameter('SRP_A');
  if (!isSafePublic(clientPublic)) throw invalidParameter('Invalid SRP_A');

  // Who has no password, or does not exist, is challenged like any other.
  const verifier = user?.password ?? core.simulations.verifier(target.pool, name);
  const serverSecret = random.bytes(32).toString('hex');
  const { clientId } = target.client;
  const username = user?.username ?? name;
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

/**
 * Where the client prevents user existence errors, a name that nobody has is challenged, too:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */
function findClaimedUser({ store }: CognitoCore, { pool, client }: ClientTarget, name: string | undefined) {
  if (!name) throw missingParameter('USERNAME');
  const user = store.findUser(pool, name);
  if (!user && !client.preventUserExistenceErrors) throw unknownUser(client);
  return { user, name };
}

/** `PASSWORD_VERIFIER`: only a client that knows the password can compute the key that signs the claim. */
export const respondToPasswordVerifier: Flow = async (core, target, responses) => {
  const { USERNAME, SECRET_HASH, PASSWORD_CLAIM_SECRET_BLOCK: secretBlock = '', TIMESTAMP = '' } = responses;
  const challenge = core.challenges.redeem('PASSWORD_VERIFIER', secretBlock);
  checkSecretHash(target.client, USERNAME ?? '', SECRET_HASH);
  const { user, end } = beginAttempt(core, target, USERNAME);
  if (challenge.username !== (user?.username ?? USERNAME) || challenge.clientId !== target.client.clientId)
    throw wrongPassword();

  const expected =
    user?.password &&
    claimSignature(
      sharedKey(user.password, challenge),
      verifierOwner(target.pool, user),
      secretBlock,
      TIMESTAMP,
    );
  const isRight = expected !== undefined && responses['PASSWORD_CLAIM_SIGNATURE'] === expected;
  end(isRight);
  if (!user || !isRight) throw wrongPassword();
  return completeSignIn(core, target, user);
};
