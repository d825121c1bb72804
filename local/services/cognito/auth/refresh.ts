import { AwsError } from '../../../platform/AwsError.ts';
import { checkSecretHash } from './checkSecretHash.ts';
import type { Flow } from './Flow.ts';
import { missing } from './refusals.ts';

const refused = (message: string) => new AwsError('NotAuthorizedException', message);

/** `REFRESH_TOKEN_AUTH`: new id and access tokens of a session that is still good. */
export const refresh: Flow = async ({ world, store, tokens }, { pool, client }, parameters) => {
  const token = parameters['REFRESH_TOKEN'];
  if (!token) throw missing('REFRESH_TOKEN');
  const session = Object.hasOwn(pool.sessions, token) ? pool.sessions[token] : undefined;
  if (!session || session.clientId !== client.clientId) throw refused('Invalid Refresh Token');
  if (session.revoked) throw refused('Refresh Token has been revoked');
  if (session.expiresAt <= world.clock.now()) throw refused('Refresh Token has expired');

  const user = store.findUser(pool, session.username);
  if (!user) throw refused('Invalid Refresh Token');
  checkSecretHash(client, user.username, parameters['SECRET_HASH']);
  if (!user.enabled) throw refused('User is disabled.');
  return {
    AuthenticationResult: await tokens.renew({ pool, client, user, session }),
    ChallengeParameters: {},
  };
};
