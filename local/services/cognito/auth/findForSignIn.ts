import { AwsError } from '../../../platform/AwsError.ts';
import type { ClientTarget, CognitoCore } from '../CognitoCore.ts';
import type { User } from '../store/UserPool.ts';
import { missing, wrongPassword } from './refusals.ts';

/** Who wants to sign in. A client may ask that unknown names look like wrong passwords. */
export function findForSignIn(
  { store }: CognitoCore,
  { pool, client }: ClientTarget,
  name: string | undefined,
): User {
  if (!name) throw missing('USERNAME');
  const user = store.findUser(pool, name);
  if (user) return user;
  if (client.preventUserExistenceErrors) throw wrongPassword();
  throw new AwsError('UserNotFoundException', 'User does not exist.');
}
