import { checkPasswordPolicy } from '../passwords/checkPasswordPolicy.ts';
import { checkSecretHash } from './checkSecretHash.ts';
import { completeSignIn } from './completeSignIn.ts';
import { findForSignIn } from './findForSignIn.ts';
import type { Flow } from './Flow.ts';
import { missing, wrongPassword } from './refusals.ts';

const ATTRIBUTE = 'userAttributes.';

/** `NEW_PASSWORD_REQUIRED`: a user made by an administrator chooses a password of their own. */
export const answerNewPassword: Flow = async (core, target, responses) => {
  const { USERNAME, SECRET_HASH, NEW_PASSWORD, SESSION } = responses;
  if (!NEW_PASSWORD) throw missing('NEW_PASSWORD');
  checkSecretHash(target.client, USERNAME ?? '', SECRET_HASH);
  const user = findForSignIn(core, target, USERNAME);
  checkPasswordPolicy(target.pool.passwordPolicy, NEW_PASSWORD); // Before the session is used up.
  const challenge = core.challenges.take('NEW_PASSWORD_REQUIRED', SESSION);
  if (challenge.username !== user.username || challenge.clientId !== target.client.clientId)
    throw wrongPassword();

  core.passwords.set(target.pool, user, NEW_PASSWORD);
  const given = Object.entries(responses).filter(([name]) => name.startsWith(ATTRIBUTE));
  Object.assign(
    user.attributes,
    Object.fromEntries(given.map(([name, value]) => [name.slice(ATTRIBUTE.length), value])),
  );
  user.status = 'CONFIRMED';
  user.modifiedAt = core.world.clock.now();
  return completeSignIn(core, target, user);
};
