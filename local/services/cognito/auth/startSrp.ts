import { HEX } from '../../../platform/Randomness.ts';
import { ownerOf } from '../passwords/createPasswords.ts';
import { isSafePublic, serverPublic, verifierOf } from '../passwords/srp.ts';
import { checkSecretHash } from './checkSecretHash.ts';
import { findForSignIn } from './findForSignIn.ts';
import type { Flow } from './Flow.ts';
import { invalidParameter, missing } from './refusals.ts';

/** `USER_SRP_AUTH`: the password itself is never sent. Its second half is `answerSrp`. */
export const startSrp: Flow = async (core, target, parameters) => {
  const { random } = core.world;
  checkSecretHash(target.client, parameters['USERNAME'] ?? '', parameters['SECRET_HASH']);
  const user = findForSignIn(core, target, parameters['USERNAME']);
  const clientPublic = parameters['SRP_A'];
  if (!clientPublic) throw missing('SRP_A');
  if (!isSafePublic(clientPublic)) throw invalidParameter('Invalid SRP_A');

  // A user without a password is asked as if there were one, which nobody knows.
  const verifier =
    user.password ?? verifierOf(ownerOf(target.pool, user), random.text(32, HEX), random.text(32, HEX));
  const serverSecret = random.bytes(32).toString('hex');
  const { clientId } = target.client;
  const { username } = user;
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: verifier.salt,
      SECRET_BLOCK: core.challenges.ask({
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
