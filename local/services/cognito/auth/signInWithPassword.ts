import { AwsError } from '../../../platform/AwsError.ts';
import { checkSecretHash } from './checkSecretHash.ts';
import { completeSignIn } from './completeSignIn.ts';
import { findForSignIn } from './findForSignIn.ts';
import type { Flow } from './Flow.ts';
import { missing, wrongPassword } from './refusals.ts';

/** `USER_PASSWORD_AUTH` and `ADMIN_USER_PASSWORD_AUTH`. */
export const signInWithPassword: Flow = async (core, target, parameters) => {
  checkSecretHash(target.client, parameters['USERNAME'] ?? '', parameters['SECRET_HASH']);
  const user = findForSignIn(core, target, parameters['USERNAME']);
  const password = parameters['PASSWORD'];
  if (password === undefined) throw missing('PASSWORD');
  if (!user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
  if (!core.passwords.isRight(target.pool, user, password)) throw wrongPassword();
  return completeSignIn(core, target, user);
};
