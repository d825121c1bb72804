import { ownerOf } from '../passwords/createPasswords.ts';
import { claimSignature, sharedKey } from '../passwords/srp.ts';
import { checkSecretHash } from './checkSecretHash.ts';
import { completeSignIn } from './completeSignIn.ts';
import { findForSignIn } from './findForSignIn.ts';
import type { Flow } from './Flow.ts';
import { wrongPassword } from './refusals.ts';

/** `PASSWORD_VERIFIER`: only who knows the password arrives at the key that signs the claim. */
export const answerSrp: Flow = async (core, target, responses) => {
  const { USERNAME, SECRET_HASH, PASSWORD_CLAIM_SECRET_BLOCK: secretBlock = '', TIMESTAMP = '' } = responses;
  const challenge = core.challenges.take('PASSWORD_VERIFIER', secretBlock);
  checkSecretHash(target.client, USERNAME ?? '', SECRET_HASH);
  const user = findForSignIn(core, target, USERNAME);
  if (challenge.username !== user.username || challenge.clientId !== target.client.clientId)
    throw wrongPassword();

  const expected =
    user.password &&
    claimSignature(sharedKey(user.password, challenge), ownerOf(target.pool, user), secretBlock, TIMESTAMP);
  if (expected === undefined || responses['PASSWORD_CLAIM_SIGNATURE'] !== expected) throw wrongPassword();
  return completeSignIn(core, target, user);
};
