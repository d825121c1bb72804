import type { CognitoAction, CognitoCore, PoolTarget } from '../CognitoCore.ts';
import { newUser } from '../store/newUser.ts';
import type { User, UserPool } from '../store/UserPool.ts';
import { describeUser } from './describe.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html */
export const AdminCreateUser: CognitoAction<PoolTarget> = (core, { pool }, input) => {
  const { Username, UserAttributes, TemporaryPassword, MessageAction } = input;
  if (MessageAction === 'RESEND') return { User: describeUser(core.store.user(pool, Username)) };

  const user = newUser(core, pool, {
    name: Username,
    attributes: UserAttributes,
    status: 'FORCE_CHANGE_PASSWORD',
  });
  const password = TemporaryPassword ?? core.passwords.temporary(pool);
  core.passwords.set(pool, user, password);
  core.store.addUser(pool, user);
  if (MessageAction !== 'SUPPRESS') invite(core, pool, user, password);
  return { User: describeUser(user) };
};

/** Nothing is mailed from one machine: what the mail would say is in the feed. */
const invite = ({ world }: CognitoCore, { name }: UserPool, { username }: User, password: string) =>
  world.feed.publish({
    kind: 'log',
    traceId: null,
    source: name,
    line: `Temporary password of ${username}: ${password}`,
  });
