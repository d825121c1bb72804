import { decodeJwt, errors } from 'jose';
import { AwsError } from '../../../platform/AwsError.ts';
import { missing } from '../auth/refusals.ts';
import type { ClientTarget, CognitoCore, PoolTarget, TokenTarget, UserTarget } from '../CognitoCore.ts';

// What every action of a kind needs, found once in front of it.

export type FindTarget<Target> = (core: CognitoCore, input: any) => Target | Promise<Target>;

export const nowhere: FindTarget<void> = () => undefined;

export const inPool: FindTarget<PoolTarget> = ({ store }, { UserPoolId }) => {
  if (!UserPoolId) throw missing('UserPoolId');
  return { pool: store.pool(UserPoolId) };
};

export const onUser: FindTarget<UserTarget> = ({ store }, { UserPoolId, Username }) => {
  const pool = store.pool(UserPoolId);
  if (!Username) throw missing('Username');
  return { pool, user: store.user(pool, Username) };
};

export const inClient: FindTarget<ClientTarget> = ({ store }, { ClientId }) => {
  if (!ClientId) throw missing('ClientId');
  return store.client(ClientId);
};

/** An access token that was issued here, has not expired, and whose session was not ended. */
export const onTokensUser: FindTarget<TokenTarget> = async ({ store, tokens }, { AccessToken }) => {
  const poolId = poolIdIn(AccessToken);
  if (!poolId || !Object.hasOwn(store.pools, poolId)) throw refused('Invalid Access Token');
  const pool = store.pool(poolId);
  const claims = await tokens.verify(pool, AccessToken);
  const session = Object.values(pool.sessions).find(({ originJti }) => originJti === claims['origin_jti']);
  if (claims['token_use'] !== 'access' || !session) throw refused('Invalid Access Token');
  if (session.revoked) throw refused('Access Token has been revoked');
  return { pool, session, user: store.user(pool, session.username) };
};

function poolIdIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss?.split('/').at(-1);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

const refused = (message: string) => new AwsError('NotAuthorizedException', message);
